using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>DPO: prefers the chosen answer of each pair to the rejected one, both about the clean image, relative to the reference.</summary>
public sealed record DpoParameters : ObjectiveParameters, ICheckedParameters
{
    /// <summary>The preference loss.</summary>
    [Description("The preference loss; sigmoid is DPO itself. simpo, orpo and reference-free look at no reference.")]
    public PreferenceKind Preference { get; init; }

    /// <summary>Strength of the tie to the reference.</summary>
    [Description("How strongly the policy is tied to the reference; orpo's lambda.")]
    [Bounds(0.0001, 10)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Share of flipped pairs.</summary>
    [Description("Share of pairs presumed to be the wrong way round; for sigmoid, robust, length-normalised and reference-free.")]
    [Bounds(0, 0.499999)]
    public double LabelSmoothing { get; init; }

    /// <summary>SimPO's margin.</summary>
    [Description("Margin gamma that simpo asks for; its beta should be about 2.")]
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
    public IEnumerable<ParameterFault> Check() => [.. PreferenceKnobs.Check(Preference, LabelSmoothing), .. TrainedParts.Check(Train)];

    internal DpoOptions Options(IReadOnlyCollection<ModelPart> parts) => new()
    {
        Preference = new PreferenceOptions { Kind = Preference, Beta = Beta, LabelSmoothing = LabelSmoothing, Margin = Margin },
        AnswerWeight = AnswerWeight,
        Trains = parts,
    };
}
