using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The second stage of ADPO: prefers refusals under the worst perturbation, relative to a reference that sees clean images. AR-DPO is
/// <c>adversary: none</c> on an adversarially trained reference, AT-DPO an ordinary reference.</summary>
public sealed record AdversaryAwareDpoParameters : AdversaryParameters, ICheckedParameters
{
    /// <summary>The preference loss.</summary>
    [Description("The preference loss; sigmoid (DPO) is the published form. simpo, orpo and reference-free look at no reference.")]
    public PreferenceKind Preference { get; init; }

    /// <summary>Strength of the tie to the reference.</summary>
    [Description("How strongly the policy is tied to the reference.")]
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

    /// <summary>Weight of ordinary conversations.</summary>
    [Description("Weight of the loss on ordinary conversations, which keeps a model from refusing everything; 0 is the published loss.")]
    [Bounds(0, 1000)]
    public double UtilityWeight { get; init; }

    internal override bool NeedsReference => true;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => [.. PreferenceKnobs.Check(Preference, LabelSmoothing), .. CheckTrain()];

    internal override SafetyMix Mix(int batch) => Mix(batch, UtilityWeight);

    internal AdversaryAwareDpoOptions Options(IReadOnlyCollection<ModelPart> parts) => new()
    {
        Preference = new PreferenceOptions { Kind = Preference, Beta = Beta, LabelSmoothing = LabelSmoothing, Margin = Margin },
        Adversary = Options(),
        UtilityWeight = UtilityWeight,
        Trains = parts,
    };
}
