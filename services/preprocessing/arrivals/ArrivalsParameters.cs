using System.ComponentModel;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.Preprocessing;

/// <summary>The knobs of <c>kind: arrivals</c>.</summary>
public sealed record ArrivalsParameters : ICheckedParameters
{
    /// <summary>The part that other stages name.</summary>
    public const string Part = "new";

    /// <summary>Where shards arrive.</summary>
    [Description("The folder, or the container as https://ACCOUNT.blob.core.windows.net/CONTAINER, in which shards arrive: pairs of <name>-images-idx3-ubyte and <name>-labels-idx1-ubyte, each plain or with .gz. What is there when the run starts is what the run sees.")]
    public required string Place { get; init; }

    /// <summary>What names begin with.</summary>
    [Description("What names of files begin with, relative to the place, for example incoming/; without it, all are taken.")]
    public string? Prefix { get; init; }

    /// <summary>What arrivals are compared with.</summary>
    [Description("The split that arrivals must be like: its classes, its size of images, its tokenizer, and what duplicates and labels are compared with.")]
    [StageReference("preprocessing", Part = true)]
    public required string Reference { get; init; }

    /// <summary>Captions per sample.</summary>
    [Description("Captions per sample, drawn from the templates.")]
    [Bounds(1, 8, Unit = "captions")]
    public int Captions { get; init; } = 3;

    /// <summary>Questions per sample.</summary>
    [Description("Questions per sample, drawn from the templates.")]
    [Bounds(1, 5, Unit = "questions")]
    public int Questions { get; init; } = 2;

    /// <summary>Dialogues.</summary>
    [Description("Questions with an answer of their own, as in the preprocessing stage of the reference. None unless given.")]
    public DialogueParameters? Dialogues { get; init; }

    /// <summary>The safety policy.</summary>
    [Description("The content policy; the same as in the preprocessing stage of the reference. None unless given.")]
    public SafetyParameters? Safety { get; init; }

    /// <summary>The checks on entry.</summary>
    [Description("What is looked at before a sample is let in; what does not pass is quarantined with the reason.")]
    public EntryCheckParameters Checks { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (string.IsNullOrWhiteSpace(Place) || Place.Contains('\0'))
        {
            yield return new ParameterFault("place", "it names no folder and no container", "Write a path, or https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }

        if (Prefix is { } prefix && (prefix.StartsWith('/') || prefix.Split('/').Contains("..")))
        {
            yield return new ParameterFault("prefix", $"\"{Prefix}\" leaves the place", "Use a prefix relative to the place.");
        }

        if (Dialogues?.Captions > Captions)
        {
            yield return new ParameterFault("dialogues.captions", $"a sample has only {Captions} captions to answer with", "Lower it, or raise captions.");
        }

        if (Safety?.Unsafe?.Corpus is not null)
        {
            yield return new ParameterFault(
                "safety.unsafe.corpus", "samples that arrive are not given requests of a published set", "Leave it out here and in the reference.");
        }
    }

    /// <summary>Arrivals must be described by the same policy as the reference, or one training would learn two.</summary>
    internal static IEnumerable<ParameterFault> Agreement(StageView stage)
    {
        var own = (ArrivalsParameters)stage.Parameters;
        if (stage.Follow(own.Reference).Parameters is not PreprocessingParameters reference)
        {
            yield return new ParameterFault("reference", $"\"{own.Reference}\" grows itself, so it is nothing to compare with", "Name a split of a preprocessing stage.");
            yield break;
        }

        if (!Same(own.Safety, reference.Safety))
        {
            yield return new ParameterFault("safety", $"it is not the policy of \"{own.Reference}\"", "Write the same there and here, or leave both out.");
        }

        if (own.Dialogues is { Captions: > 0 } && reference.Dialogues is not { Captions: > 0 })
        {
            yield return new ParameterFault("dialogues.captions", $"\"{own.Reference}\" has no requests for captions", "Write the same there and here.");
        }
    }

    private static bool Same(SafetyParameters? one, SafetyParameters? other) => one is null || other is null
        ? one is null && other is null
        : ParameterJson.Write(one).GetRawText() == ParameterJson.Write(other).GetRawText();
}
