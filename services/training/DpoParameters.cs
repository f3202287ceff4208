using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>DPO: prefers the chosen answer of each pair to the rejected one, both about the clean image, relative to the reference.</summary>
public sealed record DpoParameters : ObjectiveParameters, IPreferenceKnobs, ICheckedParameters
{
    /// <inheritdoc/>
    [Description(PreferenceKnobs.Loss)]
    public PreferenceKind Preference { get; init; }

    /// <inheritdoc/>
    [Description(PreferenceKnobs.Tie)]
    [Bounds(0.0001, 10)]
    public double Beta { get; init; } = 0.1;

    /// <inheritdoc/>
    [Description(PreferenceKnobs.Flipped)]
    [Bounds(0, 0.499999)]
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    [Description(PreferenceKnobs.Gamma)]
    [Bounds(0, 100)]
    public double Margin { get; init; } = 0.5;

    /// <summary>Weight of the likelihood of the chosen answer.</summary>
    [Description("Weight of the chosen answer's negative log-likelihood per token, an anchor (RPO); 0 is plain DPO.")]
    [Bounds(0, 100)]
    public double AnswerWeight { get; init; }

    /// <summary>What trains.</summary>
    [Description("Parts that train: tower, projector, decoder; lora: the adapters that the model carries. By default the decoder or, with model.lora, the new adapters alone.")]
    [ItemCount(1, 4)]
    public IReadOnlyList<ModelPart>? Train { get; init; }

    internal override bool NeedsPairs => true;

    internal override bool NeedsReference => true;

    internal override IReadOnlyList<ModelPart>? Trained => Train;

    internal override IReadOnlyList<ModelPart> TrainedByDefault => [ModelPart.Decoder];

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => [.. PreferenceKnobs.Check(this), .. TrainedParts.Check(Train)];

    internal DpoOptions Options(IReadOnlyCollection<ModelPart> parts) => new()
    {
        Preference = PreferenceKnobs.Options(this),
        AnswerWeight = AnswerWeight,
        Trains = parts,
    };
}
