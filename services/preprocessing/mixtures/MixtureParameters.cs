using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The knobs of <c>kind: mixture</c>.</summary>
public sealed record MixtureParameters
{
    /// <summary>The part that other stages name.</summary>
    public const string Part = "train";

    /// <summary>The samples that were there before.</summary>
    [Description("The samples that were there before, such as images/train.")]
    [StageReference("preprocessing", Part = true)]
    public required string Old { get; init; }

    /// <summary>The samples that arrive.</summary>
    [Description("The samples that arrive, such as arrivals/new; there may be none yet.")]
    [StageReference("arrivals", Part = true)]
    public required string New { get; init; }

    /// <summary>How they are mixed.</summary>
    [Description("How old and new are mixed: ratio, or reservoir.")]
    public ReplayParameters Replay { get; init; } = new RatioReplay();

    /// <summary>Samples per shard of old ones.</summary>
    [Description("Samples per shard of replayed samples (ratio); full shards stay as they are when more is replayed, so what was computed from them is found again.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int ShardSize { get; init; } = 1000;
}
