using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The first stage of ADPO: refusals about restricted images under the worst perturbation, beside ordinary conversations.</summary>
public sealed record AdversarialReferenceParameters : AdversaryParameters, ICheckedParameters
{
    /// <summary>Weight of ordinary conversations.</summary>
    [Description("Weight of the loss on ordinary conversations (alpha); the published script has 30. 0 for none.")]
    [Bounds(0, 1000)]
    public double UtilityWeight { get; init; } = 1;

    /// <summary>Where learning refusals ends.</summary>
    [Description("Cross-entropy of refusals below which they are hardly learned any more; 0 for none.")]
    [Bounds(0, 100)]
    public double Floor { get; init; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => CheckTrain();

    internal override SafetyMix Mix(int batch) => Mix(batch, UtilityWeight);

    internal AdversarialReferenceOptions Options(IReadOnlyCollection<ModelPart> parts) =>
        new() { Adversary = Options(), UtilityWeight = UtilityWeight, Floor = Floor, Trains = parts };
}
