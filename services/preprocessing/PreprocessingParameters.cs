using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The knobs of <c>kind: preprocessing</c>.</summary>
public sealed record PreprocessingParameters : ICheckedParameters
{
    /// <summary>Where the images come from.</summary>
    [Description("Where the images come from.")]
    public required SourceParameters Source { get; init; }

    /// <summary>How pixels are normalised.</summary>
    [Description("How the models normalise pixels.")]
    public required ImageParameters Image { get; init; }

    /// <summary>The splits, by the name that other stages use.</summary>
    [Description("The splits, by the name that other stages use (images/train); each is a range of one of the source's sets.")]
    [ItemCount(1, 32)]
    public required IReadOnlyDictionary<string, SplitParameters> Splits { get; init; }

    /// <summary>Samples per shard.</summary>
    [Description("Samples per shard; a shard is the unit of parallel work of the stages after this one.")]
    [Bounds(1, 1_000_000, Unit = "samples")]
    public int ShardSize { get; init; } = 2500;

    /// <summary>Captions per sample.</summary>
    [Description("Captions per sample, drawn from the templates.")]
    [Bounds(1, 8, Unit = "captions")]
    public int Captions { get; init; } = 3;

    /// <summary>Questions per sample.</summary>
    [Description("Questions per sample, drawn from the templates.")]
    [Bounds(1, 5, Unit = "questions")]
    public int Questions { get; init; } = 2;

    /// <summary>The tokenizer.</summary>
    [Description("The tokenizer, trained on the captions, questions and answers of one split.")]
    public TokenizerParameters Tokenizer { get; init; } = new();

    /// <summary>How many shards may fail.</summary>
    [Description("How many shards may fail for good without failing the run; never one of the split that the tokenizer reads, nor the last of a split.")]
    [Bounds(0, 1_000_000, Unit = "shards")]
    public int FailedShards { get; init; }

    /// <summary>Dialogues.</summary>
    [Description("Questions with an answer of their own: requests for captions, and whether something is in the image. None unless given.")]
    public DialogueParameters? Dialogues { get; init; }

    /// <summary>Several people's answers.</summary>
    [Description("People who answer the evaluation question about each image, as in VQA v2 (10 there): mostly the class's word, at times another one for it. None unless given; at least 2.")]
    [Bounds(0, 100, Unit = "people")]
    public int HumanAnswers { get; init; }

    /// <summary>The safety policy.</summary>
    [Description("A benign stand-in for a content policy: some classes are restricted, and requests about them must be refused. None unless given.")]
    public SafetyParameters? Safety { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        foreach ((string name, SplitParameters split) in Splits)
        {
            if (!Source.Sets.Contains(split.From))
            {
                yield return new ParameterFault(
                    $"splits.{name}.from", $"the source has no set \"{split.From}\"", $"Use one of {string.Join(", ", Source.Sets)}.");
            }

            if (!SplitParameters.IsName(name))
            {
                yield return new ParameterFault(
                    $"splits.{name}", "a split's name is made of lower-case letters, digits and dashes", "Choose a name such as train.");
            }
        }

        if (!Splits.ContainsKey(Tokenizer.Split))
        {
            yield return new ParameterFault(
                "tokenizer.split", $"there is no split \"{Tokenizer.Split}\"", $"Name one of {string.Join(", ", Splits.Keys)}.");
        }

        if (Image.Mean.Count != Image.Std.Count)
        {
            yield return new ParameterFault("image.std", "mean and std have different lengths", "Give one number per channel in each.");
        }

        if (Dialogues?.Captions > Captions)
        {
            yield return new ParameterFault("dialogues.captions", $"a sample has only {Captions} captions to answer with", "Lower it, or raise captions.");
        }

        if (HumanAnswers == 1)
        {
            yield return new ParameterFault("human_answers", "one person has nobody to agree with", "Write at least 2, or leave it out.");
        }

        foreach (ParameterFault fault in Safety?.Check(Source.Open().Classes) ?? [])
        {
            yield return fault with { Path = $"safety.{fault.Path}" };
        }
    }
}
