using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>How much of what was there before is trained on again.</summary>
[Variant("ratio", typeof(RatioReplay))]
[Variant("reservoir", typeof(ReservoirReplay))]
public abstract record ReplayParameters;

/// <summary>Everything that is new, and so much of the old that the new makes up a share.</summary>
public sealed record RatioReplay : ReplayParameters
{
    /// <summary>Share of the new.</summary>
    [Description("Share of the set that new samples make up, as far as there are enough old ones: 0.5 takes as many old samples as there are new ones.")]
    [Bounds(0.001, 1)]
    public double New { get; init; } = 0.5;

    /// <summary>Least number of old samples.</summary>
    [Description("So many old samples at least, even when hardly anything is new.")]
    [Bounds(0, 100_000_000, Unit = "samples")]
    public int AtLeast { get; init; } = 1000;
}

/// <summary>A fixed number of samples, drawn from old and new alike.</summary>
public sealed record ReservoirReplay : ReplayParameters
{
    /// <summary>How many.</summary>
    [Description("Samples in all. Every sample has the same chance whenever it arrived, and one that is drawn stays until a luckier one takes its place.")]
    [Bounds(1, 100_000_000, Unit = "samples")]
    public required int Size { get; init; }
}
