using System.ComponentModel;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;

namespace Rampart.EndToEnd.Tool;

/// <summary>The knobs of <c>kind: preprocessing</c> here: splits a text file into shards.</summary>
sealed record SplitKnobs
{
    [Description("The file.")]
    public required string Path { get; init; }

    [Description("How many shards.")]
    [Bounds(1, 100)]
    public int Shards { get; init; } = 4;
}

/// <summary>The knobs of <c>kind: mining</c> here: hashes each shard many times.</summary>
sealed record HashKnobs
{
    [Description("The shards.")]
    [StageReference("preprocessing")]
    public required string Data { get; init; }

    [Description("How often each shard is hashed.")]
    [Bounds(1, 1_000_000_000)]
    public int Rounds { get; init; } = 1000;

    [Description("The shard that fails; none by default.")]
    [Bounds(-1, 100)]
    public int FailAt { get; init; } = -1;
}

/// <summary>The knobs of <c>kind: training</c> here: a chain that folds all hashes, segment after segment.</summary>
sealed record FoldKnobs
{
    [Description("The hashes.")]
    [StageReference("mining")]
    public required string Data { get; init; }

    [Description("How many segments.")]
    [Bounds(1, 100)]
    public int Segments { get; init; } = 5;

    [Description("How often each segment hashes.")]
    [Bounds(1, 1_000_000_000)]
    public int Rounds { get; init; } = 1000;
}
