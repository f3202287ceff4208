using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The normalisation that models apply to pixels in [0,1].</summary>
public sealed record ImageParameters
{
    /// <summary>Mean per channel.</summary>
    [Description("Mean of the pixels in [0,1], one number per channel.")]
    [Bounds(0, 1), ItemCount(1, 16)]
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation per channel.</summary>
    [Description("Standard deviation of the pixels in [0,1], one number per channel.")]
    [Bounds(1e-6, 1), ItemCount(1, 16)]
    public required IReadOnlyList<double> Std { get; init; }
}
