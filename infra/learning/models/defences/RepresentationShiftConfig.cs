using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>CMRM, cross-modality representation manipulation (Liu et al. 2024): an image moves hidden states away from where the text alone would have them,
/// and safety with them; the shift that an image without content makes is taken off again.</summary>
/// <param name="Level">Over what the shift is averaged.</param>
/// <param name="Alpha">How much of the shift is taken off, at least 0.</param>
/// <param name="Anchors">How many images without content the shift is measured on, at least 1.</param>
public sealed record RepresentationShiftConfig(ShiftLevel Level, double Alpha, int Anchors) : DefenceConfig
{
    internal const string Word = "representation-shift";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["level"] = Level == ShiftLevel.Dataset ? "dataset" : "sample",
        ["alpha"] = Alpha,
        ["anchors"] = Anchors,
    };

    internal static new RepresentationShiftConfig Read(ConfigObject source) => new(
        source.OneOf("level", "dataset", "dataset", "sample") == "dataset" ? ShiftLevel.Dataset : ShiftLevel.Sample,
        source.AtLeastZero("alpha", 1),
        source.Count("anchors", 1, most: 1024));

    internal override ModelComponent Component(LlavaConfig model) => new RepresentationShift(this, model);

    internal override IPromptReading Reading(IPromptReading plain, ModelComponent? component) => new ShiftedReading(plain, (RepresentationShift)component!);
}

/// <summary>Over what a representation shift is averaged.</summary>
public enum ShiftLevel
{
    /// <summary>Over prompts, once and for all.</summary>
    Dataset,

    /// <summary>Over nothing: every prompt has its own, at the price of two more passes per prompt and anchor.</summary>
    Sample,
}
