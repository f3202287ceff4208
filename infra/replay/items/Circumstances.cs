using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Under which circumstances something was computed; what is not known is null.</summary>
/// <param name="CodeVersion">The version of Rampart.</param>
/// <param name="Fingerprint">The machine, as far as it can change the last bits.</param>
/// <param name="Worker">Host name and process id; never a cause.</param>
public sealed record Circumstances(string? CodeVersion, NumericsFingerprint? Fingerprint, string? Worker)
{
    /// <summary>Nothing is known.</summary>
    public static Circumstances Unknown { get; } = new(null, null, null);
}
