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

    /// <summary>Items that failed for good and have no result, by item name.</summary>
    public ImmutableDictionary<string, Failure> Failed { get; init; } = ImmutableDictionary.Create<string, Failure>(StringComparer.Ordinal);

    /// <summary>How many items have finished.</summary>
    public int Done { get; init; }

    /// <summary>How many of those had a result before.</summary>
    public int Cached { get; init; }

    /// <summary>What the stage offers, once all its items have finished. A million items then weigh no more than this.</summary>
    public IReadOnlyList<NamedArtifact>? Outputs { get; init; }
}
