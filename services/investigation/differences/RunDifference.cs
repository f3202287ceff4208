using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>How two runs differ. "There" is the first, "here" the second.</summary>
/// <param name="There">The first run's id.</param>
/// <param name="Here">The second run's id.</param>
/// <param name="Circumstances">Outcome, code version and numerics, where they differ.</param>
/// <param name="Parameters">The values of the pipelines that differ, as overrides name them.</param>
/// <param name="Sources">The source files whose bytes differ, by role.</param>
/// <param name="Stages">Every stage of either run.</param>
/// <param name="First">The first item, in topological order, whose identity differs; null when there is none.</param>
/// <param name="Faults">Items of the same identity with other outputs: the same work gave two results.</param>
/// <param name="Metrics">The figures of evaluations on either side.</param>
public sealed record RunDifference(
    string There, string Here, IReadOnlyList<Cause> Circumstances, IReadOnlyList<Cause> Parameters, IReadOnlyList<Cause> Sources,
    IReadOnlyList<StageDifference> Stages, FirstItem? First, IReadOnlyList<DeterminismFault> Faults, IReadOnlyList<MetricChange> Metrics)
{
    /// <summary>How far apart two figures must be, in standard errors of their difference, to be marked.</summary>
    public const double Noticeable = 2;

    /// <summary>Whether both did the same work with the same results.</summary>
    public bool Identical =>
        Parameters.Count == 0 && Sources.Count == 0 && Faults.Count == 0 && Stages.All(stage => stage.IsSame) && Circumstances.All(cause => cause.What == CodeVersion);

    /// <summary>The one circumstance that may differ between runs that are the same.</summary>
    internal const string CodeVersion = "code version";
}

/// <summary>The items of a stage in two runs.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Same">How many have the same identity.</param>
/// <param name="Other">How many have another identity.</param>
/// <param name="OnlyThere">The items that only the first run has, in few words; null when there are none.</param>
/// <param name="OnlyHere">The items that only the second run has, likewise.</param>
public sealed record StageDifference(string Stage, int Same, int Other, string? OnlyThere, string? OnlyHere)
{
    /// <summary>Whether both runs have the same items with the same identities.</summary>
    public bool IsSame => Other == 0 && OnlyThere is null && OnlyHere is null;
}

/// <summary>The first item that differs.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="KeyThere">Its execution key in the first run.</param>
/// <param name="KeyHere">Its execution key in the second run.</param>
/// <param name="Causes">What differs in its identity; what is not known, since a manifest is gone, is said so.</param>
public sealed record FirstItem(string Stage, string Item, string KeyThere, string KeyHere, IReadOnlyList<Cause> Causes);

/// <summary>The same work gave two results.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Output">The first output that differs.</param>
public sealed record DeterminismFault(string Stage, string Item, string ExecutionKey, ArtifactReport Output);
