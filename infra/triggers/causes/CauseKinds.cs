namespace Rampart.Triggers;

/// <summary>The kinds of causes.</summary>
public static class CauseKinds
{
    /// <summary>A file arrived.</summary>
    public const string DataArrived = "data-arrived";

    /// <summary>A time came.</summary>
    public const string Schedule = "schedule";

    /// <summary>A run of another pipeline ended.</summary>
    public const string RunFinished = "run-finished";

    /// <summary>A monitored figure is too low.</summary>
    public const string MetricDropped = "metric-dropped";

    /// <summary>Somebody asked.</summary>
    public const string Manual = "manual";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [DataArrived, Schedule, RunFinished, MetricDropped, Manual];
}
