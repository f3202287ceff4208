using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>The arithmetic of this process.</summary>
public interface INumerics
{
    /// <summary>All that can change the last bits of a result on this machine. Reading it may load the tensor library.</summary>
    NumericsFingerprint Fingerprint { get; }

    /// <summary>The same for work that declares these numerics: the device is the one that it computes on.</summary>
    NumericsFingerprint FingerprintOf(string numerics) => Fingerprint;

    /// <summary>Makes the current thread compute like every other: with one intra-op thread.</summary>
    void PrepareThread();
}
