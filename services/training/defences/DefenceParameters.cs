using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>A defence at inference that a model carries from then on.</summary>
[Variant("representation-shift", typeof(RepresentationShiftParameters))]
[Variant("constitutional-calibration", typeof(ConstitutionalCalibrationParameters))]
public abstract record DefenceParameters;

/// <summary>CMRM: takes off what an image without content does to hidden states.</summary>
public sealed record RepresentationShiftParameters : DefenceParameters
{
    /// <summary>Over what the shift is averaged.</summary>
    [Description("Over what the shift is averaged: dataset (over prompts, once), or sample (each prompt has its own; two more passes per prompt and anchor).")]
    public ShiftLevel Level { get; init; }

    /// <summary>How much is taken off.</summary>
    [Description("Share of the shift that is taken off the hidden states behind every layer, at every position; 0 leaves the model as it is.")]
    [Bounds(0, 100)]
    public double Alpha { get; init; } = 1;

    /// <summary>What anchors show.</summary>
    [Description("What images without content show: blank (grey), or noise.")]
    public AnchorContent Anchor { get; init; }

    /// <summary>How many anchors.</summary>
    [Description("How many images of noise the shift is averaged over; blank ones are all the same.")]
    [Bounds(1, 1024, Unit = "images")]
    public int Anchors { get; init; } = 1;

    /// <summary>Prompts to average over.</summary>
    [Description("Questions that a dataset's shift is averaged over; unless given, the evaluation question and all requests.")]
    [ItemCount(1, 10_000)]
    public IReadOnlyList<string>? Prompts { get; init; }
}

/// <summary>What an image without content shows.</summary>
public enum AnchorContent
{
    /// <summary>The same grey everywhere.</summary>
    Blank,

    /// <summary>Uniform noise.</summary>
    Noise,
}

/// <summary>CoCA: amplifies what a safety principle in the prompt changes.</summary>
public sealed record ConstitutionalCalibrationParameters : DefenceParameters
{
    /// <summary>The principle.</summary>
    [Description("The safety principle, which stands before the question.")]
    public required string Principle { get; init; }

    /// <summary>By how much.</summary>
    [Description("By how much the principle's effect on the logits is amplified: with + alpha (with - without); 0 only adds the principle to the prompt.")]
    [Bounds(0, 100)]
    public double Alpha { get; init; } = 1;
}
