using System.Text.Json;

namespace Rampart.Contracts;

/// <summary>
/// A pure function with its arguments: equal work items give equal outputs, wherever and however often they run.
/// Its identity is the execution key, the SHA-256 of the item's canonical JSON.
/// </summary>
public sealed record WorkItem
{
    /// <summary>The kind of stage that executes it: <c>preprocessing</c>, <c>mining</c>, <c>pairing</c>, <c>training</c> or <c>evaluation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the stage's algorithm. It changes whenever the stage's output for the same input changes.</summary>
    public required int AlgorithmVersion { get; init; }

    /// <summary>Every knob the stage reads, resolved (defaults filled in), as a JSON object with snake_case keys.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>What the stage reads, in an order that is part of the identity.</summary>
    public required IReadOnlyList<NamedArtifact> Inputs { get; init; }

    /// <summary>The seed of the stage. It does not depend on the shard, so that results per sample do not depend on sharding.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The declared numerics, such as <c>cpu-float32</c>.</summary>
    public required string Numerics { get; init; }
}
