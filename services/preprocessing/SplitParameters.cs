using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>A range of one of the source's sets.</summary>
public sealed record SplitParameters
{
    /// <summary>The source's set.</summary>
    [Description("The source's set: train or test.")]
    public required string From { get; init; }

    /// <summary>The first image.</summary>
    [Description("Number of the first image within the set.")]
    [Bounds(0, int.MaxValue)]
    public int First { get; init; }

    /// <summary>How many images.</summary>
    [Description("How many images.")]
    [Bounds(1, 10_000_000, Unit = "images")]
    public required int Count { get; init; }

    /// <summary>Samples per shard of this split.</summary>
    [Description("Samples per shard of this split; the stage's shard_size unless given. Small shards spread an evaluation over the cores.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int? ShardSize { get; init; }

    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
