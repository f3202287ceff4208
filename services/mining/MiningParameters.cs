using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Mining;

/// <summary>The knobs of <c>kind: mining</c>.</summary>
public sealed record MiningParameters : ICheckedParameters
{
    /// <summary>The attacked model.</summary>
    [Description("The model that is attacked.")]
    [StageReference("training")]
    public required string Model { get; init; }

    /// <summary>The model whose features or answers the attack moves away from.</summary>
    [Description("The model whose clean features or answers the attack moves away from; the attacked model itself unless given.")]
    [StageReference("training")]
    public string? Reference { get; init; }

    /// <summary>The samples to choose from.</summary>
    [Description("The samples to choose from, a split of a preprocessing stage such as images/train, or what arrivals or a mixture offer.")]
    [StageReference("preprocessing", Part = true)]
    public required string Data { get; init; }

    /// <summary>How many samples.</summary>
    [Description("How many samples are attacked, drawn evenly from the shards; every stage draws others. Write this or samples_per_shard.")]
    [Bounds(1, 100_000_000, Unit = "samples")]
    public int? Samples { get; init; }

    /// <summary>How many samples of each shard.</summary>
    [Description("How many samples of each shard are attacked, all of a smaller one: what is mined from a shard then stays when others arrive.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int? SamplesPerShard { get; init; }

    /// <summary>The attack.</summary>
    [Description("The attack, chosen by name.")]
    public required MiningAttackParameters Attack { get; init; }

    /// <summary>Samples attacked together.</summary>
    [Description("Samples attacked together; changes speed and memory, not the result beyond rounding.")]
    [Bounds(1, 100_000, Unit = "samples")]
    public int Batch { get; init; } = 128;

    /// <summary>Longest answer.</summary>
    [Description("Longest generated answer.")]
    [Bounds(1, 4096, Unit = "tokens")]
    public int MaxNewTokens { get; init; } = 12;

    /// <summary>How many shards may fail.</summary>
    [Description("How many shards may fail for good without failing the run; the stages after this one go on without them, and the failures are reported.")]
    [Bounds(0, 1_000_000, Unit = "shards")]
    public int FailedShards { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => Samples is null == SamplesPerShard is null
        ? Attack.Check().Append(new ParameterFault("samples", "exactly one of samples and samples_per_shard must be given", "Write one of them."))
        : Attack.Check();
}
