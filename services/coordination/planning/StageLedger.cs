using System.Collections.Immutable;
using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>What is known of one stage of a run.</summary>
public sealed record StageLedger
{
    /// <summary>A stage of which nothing is known.</summary>
    public static StageLedger Empty { get; } = new();

    /// <summary>The outputs of finished items by item name; empty once the stage is summarised.</summary>
    public ImmutableDictionary<string, IReadOnlyList<NamedArtifact>> Finished { get; init; } =
        ImmutableDictionary.Create<string, IReadOnlyList<NamedArtifact>>(StringComparer.Ordinal);

    /// <summary>Items that failed for good and have no result, by item name. Those of a summarised stage were tolerated.</summary>
    public ImmutableDictionary<string, Failure> Failed { get; init; } = ImmutableDictionary.Create<string, Failure>(StringComparer.Ordinal);

    /// <summary>How many items have finished.</summary>
    public int Done { get; init; }

    /// <summary>How many of those had a result when they were first ordered.</summary>
    public int Cached { get; init; }

    /// <summary>How many items need nothing more: they have finished or failed.</summary>
    public int Settled => Done + Failed.Count;

    /// <summary>
    /// What the stage offers, once all its items have finished; empty when nobody needs it any more. A million items then weigh no more
    /// than this.
    /// </summary>
    public IReadOnlyList<NamedArtifact>? Outputs { get; init; }

    /// <summary>Whether all items of the stage have finished, but for failed ones that it tolerates.</summary>
    public bool IsComplete => Outputs is not null;

    /// <summary>Whether a finished item was lost once. Others may have worked with what this stage offered, so its failures are final.</summary>
    public bool WasBuiltOn { get; init; }

    /// <summary>The outputs of some finished item, whose words others share.</summary>
    internal IReadOnlyList<NamedArtifact>? Sample { get; init; }

    /// <summary>Whether this item has a result or has failed for good.</summary>
    public bool IsSettled(string item) => Finished.ContainsKey(item) || Failed.ContainsKey(item);
}
