using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pairing;

/// <summary>The knobs of <c>kind: pairing</c>.</summary>
public sealed record PairingParameters : ICheckedParameters
{
    /// <summary>The policy.</summary>
    [Description("The model that was mined against; its answer on the adversarial image is the rejected one.")]
    [StageReference("training")]
    public required string Model { get; init; }

    /// <summary>The reference.</summary>
    [Description("The model that gives the chosen answer when chosen is reference.")]
    [StageReference("training")]
    public string? Reference { get; init; }

    /// <summary>The mining stage.</summary>
    [Description("The mining stage whose adversarial images are paired.")]
    [StageReference("mining")]
    public required string Mined { get; init; }

    /// <summary>Whose answer is chosen.</summary>
    [Description("Whose answer on the clean image is the chosen one: the reference's (keeps clean accuracy) or the policy's own.")]
    public ChosenBy Chosen { get; init; } = ChosenBy.Reference;

    /// <summary>Samples answered together.</summary>
    [Description("Samples answered together; changes speed and memory, not the result beyond rounding.")]
    [Bounds(1, 100_000, Unit = "samples")]
    public int Batch { get; init; } = 256;

    /// <summary>Longest answer.</summary>
    [Description("Longest generated answer.")]
    [Bounds(1, 4096, Unit = "tokens")]
    public int MaxNewTokens { get; init; } = 12;

    /// <summary>How many shards may fail.</summary>
    [Description("How many shards may fail for good without failing the run; the stages after this one go on without them, and the failures are reported.")]
    [Bounds(0, 1_000_000, Unit = "shards")]
    public int FailedShards { get; init; }

    /// <summary>How answers are drawn.</summary>
    [Description("0 takes the likeliest tokens; above it, answers are sampled from softmax(logits / temperature). Both answers of a pair draw the same random numbers, so that they differ through the image, not by luck.")]
    [Bounds(0, 10)]
    [AddedLater]
    public double Temperature { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Chosen == ChosenBy.Reference && Reference is null)
        {
            yield return new ParameterFault("reference", "chosen is reference, but no reference is named", "Name a training stage, or set chosen to policy.");
        }
    }
}

/// <summary>Whose answer on the clean image is the chosen one.</summary>
public enum ChosenBy
{
    /// <summary>The frozen reference's.</summary>
    Reference,

    /// <summary>The policy's own.</summary>
    Policy,
}
