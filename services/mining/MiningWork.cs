using Rampart.Pipeline.Parameters;

namespace Rampart.Mining;

/// <summary>The knobs of one work item of mining.</summary>
public sealed record MiningWork
{
    /// <summary>How many samples of the shard are attacked.</summary>
    public required int Samples { get; init; }

    /// <summary>The attack.</summary>
    public required MiningAttackParameters Attack { get; init; }

    /// <summary>Samples attacked together.</summary>
    public required int Batch { get; init; }

    /// <summary>Longest answer in tokens.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Whether a shard may have fewer samples, all of which are then attacked.</summary>
    [AddedLater]
    public bool OrFewer { get; init; }
}
