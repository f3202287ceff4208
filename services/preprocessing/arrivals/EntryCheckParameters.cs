using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>What is looked at before a sample that arrived is let in.</summary>
public sealed record EntryCheckParameters
{
    /// <summary>Largest file.</summary>
    [Description("The most bytes that a file may have, unpacked too; a larger one is not read.")]
    [Bounds(1024, 1 << 30, Unit = "bytes")]
    public int MaximumBytes { get; init; } = 256 << 20;

    /// <summary>Distance of near-duplicates.</summary>
    [Description("Samples whose perceptual hashes (dHash, 256 bits) differ in at most so many bits are near-duplicates; -1 looks for none. 0 finds copies that are brighter or darker, more also noisy ones.")]
    [Bounds(-1, 64, Unit = "bits")]
    public int NearDuplicateBits { get; init; } = 2;

    /// <summary>Neighbours that are asked about a label.</summary>
    [Description("The most similar samples of the reference that are asked about a label (k nearest neighbours of 14 x 14 thumbnails); 0 asks none.")]
    [Bounds(0, 100, Unit = "samples")]
    public int LabelNeighbours { get; init; } = 10;

    /// <summary>Share of neighbours that decides.</summary>
    [Description("A label is suspect when at least this share of the neighbours agree on another one.")]
    [Bounds(0.5, 1)]
    public double LabelAgreement { get; init; } = 1;

    /// <summary>Reference samples that are asked.</summary>
    [Description("How many samples of the reference the neighbours are looked for among, evenly taken; time grows linearly.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int LabelReference { get; init; } = 10_000;

    /// <summary>Significance of label drift.</summary>
    [Description("A shard drifts when its classes differ from the reference's proportions by more than chance does: Pearson's chi-square test, as standard deviations. Both limits must be passed.")]
    [Bounds(1, 100, Unit = "sigmas")]
    public double DriftSigmas { get; init; } = 6;

    /// <summary>Size of label drift.</summary>
    [Description("A shard drifts when the effect (Cohen's w: 0.1 small, 0.3 medium, 0.5 large) is beyond this too; 0 leaves it to the test alone, 10 lets any proportions pass.")]
    [Bounds(0, 10)]
    public double DriftEffect { get; init; } = 0.5;
}
