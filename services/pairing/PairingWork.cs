using Rampart.Pipeline.Parameters;

namespace Rampart.Pairing;

/// <summary>The knobs of one work item of pairing.</summary>
public sealed record PairingWork
{
    /// <summary>Samples answered together.</summary>
    public required int Batch { get; init; }

    /// <summary>Longest answer in tokens.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>0 for greedy answers, otherwise the temperature they are sampled at.</summary>
    [AddedLater]
    public double Temperature { get; init; }
}
