using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>Learning rates of single parts of a model.</summary>
public sealed record PartRateParameters
{
    /// <summary>Of the vision tower.</summary>
    [Description("Of the vision tower.")]
    [Bounds(0, 1, Above = true)]
    public double? Tower { get; init; }

    /// <summary>Of the text tower.</summary>
    [Description("Of the text tower.")]
    [Bounds(0, 1, Above = true)]
    public double? Text { get; init; }

    /// <summary>Of the projector.</summary>
    [Description("Of the projector.")]
    [Bounds(0, 1, Above = true)]
    public double? Projector { get; init; }

    /// <summary>Of the decoder.</summary>
    [Description("Of the decoder.")]
    [Bounds(0, 1, Above = true)]
    public double? Decoder { get; init; }

    /// <summary>Of LoRA adapters, whatever part they are on.</summary>
    [Description("Of LoRA adapters, whatever part they are on.")]
    [Bounds(0, 1, Above = true)]
    public double? Lora { get; init; }

    internal IReadOnlyDictionary<ModelPart, double> Rates() =>
        new (ModelPart Part, double? Rate)[]
            {
                (ModelPart.Tower, Tower), (ModelPart.Text, Text), (ModelPart.Projector, Projector), (ModelPart.Decoder, Decoder), (ModelPart.Lora, Lora),
            }
            .Where(entry => entry.Rate is not null)
            .ToDictionary(entry => entry.Part, entry => entry.Rate!.Value);
}
