using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rampart.Stages;

/// <summary>Where all spans and measurements of the house come from.</summary>
public static class Telemetry
{
    /// <summary>The name of <see cref="Source"/> and of <see cref="Meter"/>: what an exporter subscribes to.</summary>
    public const string Name = "Rampart";

    /// <summary>The source of spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The source of measurements.</summary>
    public static Meter Meter { get; } = new(Name);
}
