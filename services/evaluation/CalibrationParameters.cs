using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>How calibration is measured.</summary>
public sealed record CalibrationParameters
{
    /// <summary>The number of bins.</summary>
    [Description("Bins of equal width between 0 and 1 in which confidence is compared with accuracy; the error grows with their number by noise alone.")]
    [Bounds(1, 1000, Unit = "bins")]
    public int Bins { get; init; } = 15;
}
