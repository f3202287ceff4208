using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>VLGuard's safety fine-tuning. Post-hoc: a model that can converse already learns the safety set, alone or with a share of ordinary
/// conversations; mixed: the safety set is a share of the very data that makes it a conversing model.</summary>
public sealed record SafetyTuningParameters : SafetyObjectiveParameters, ICheckedParameters
{
    /// <summary>Images of the safety set.</summary>
    [Description("Images of the safety set, half of them restricted (refused), half not (answered); taken from the front of the data. VLGuard has 2000.")]
    [Bounds(2, 100_000_000, Unit = "images")]
    public int Images { get; init; } = 2000;

    /// <summary>Share of the safety set.</summary>
    [Description("Share of each batch that is of the safety set; the others are ordinary conversations about all images. 1 is plain post-hoc tuning.")]
    [Bounds(0, 1, Above = true)]
    public double Share { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => CheckTrain();

    internal override SafetyMix Mix(int batch)
    {
        int safe = Math.Clamp((int)Math.Round(batch * Share), 1, batch);
        return new SafetyMix(Images / 2, Images - (Images / 2), safe, batch - safe);
    }
}
