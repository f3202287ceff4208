using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>A work item in the lineage of an artifact.</summary>
/// <param name="Id">The item.</param>
/// <param name="ExecutionKey">The identity of the work.</param>
/// <param name="Cached">Whether the run took the result from the cache.</param>
/// <param name="Parameters">What it was given, as JSON; null when its manifest is gone.</param>
/// <param name="CodeVersion">The version of Rampart that computed it; null when its manifest is gone.</param>
/// <param name="Fingerprint">The machine that computed it; null when its manifest is gone.</param>
/// <param name="Circumstances">When, where and for which run it was computed; null when that was not recorded.</param>
/// <param name="Inputs">What it read: places in <see cref="Lineage.Artifacts"/>, in its order.</param>
/// <param name="Outputs">What it made, likewise, as far as it matters: what the artifact depends on.</param>
/// <param name="Generation">How often the run had been reopened when its result arrived.</param>
public sealed record LineageStep(
    ItemId Id, string ExecutionKey, bool Cached, string? Parameters, string? CodeVersion, NumericsFingerprint? Fingerprint, ExecutionRecord? Circumstances,
    IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, int Generation)
{
    /// <summary>Whether the result's manifest is missing, so that nobody knows what it read.</summary>
    public bool IsManifestGone => CodeVersion is null;

    /// <summary>The messages that caused it.</summary>
    public StepMessages? Messages { get; internal set; }
}
