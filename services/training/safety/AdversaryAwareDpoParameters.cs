using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The second stage of ADPO: prefers refusals under the worst perturbation, relative to a reference that sees clean images. AR-DPO is
/// <c>adversary: none</c> on an adversarially trained reference, AT-DPO an ordinary reference.</summary>
public sealed record AdversaryAwareDpoParameters : AdversaryParameters, IPreferenceKnobs, ICheckedParameters
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

    /// <summary>Weight of ordinary conversations.</summary>
    [Description("Weight of the loss on ordinary conversations, which keeps a model from refusing everything; 0 is the published loss.")]
    [Bounds(0, 1000)]
    public double UtilityWeight { get; init; }

    internal override bool NeedsReference => true;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => [.. PreferenceKnobs.Check(this), .. CheckTrain()];

    internal override SafetyMix Mix(int batch) => Mix(batch, UtilityWeight);

    internal AdversaryAwareDpoOptions Options(IReadOnlyCollection<ModelPart> parts) => new()
    {
        Preference = PreferenceKnobs.Options(this),
        Adversary = Options(),
        UtilityWeight = UtilityWeight,
        Trains = parts,
    };
}
