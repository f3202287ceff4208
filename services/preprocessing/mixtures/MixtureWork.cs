namespace Rampart.Preprocessing;

/// <summary>The knobs of the work item of a mixture.</summary>
public sealed record MixtureWork
{
    /// <summary>How old and new are mixed.</summary>
    public required ReplayParameters Replay { get; init; }

    /// <summary>Samples per shard of replayed samples.</summary>
    public required int ShardSize { get; init; }
}
