using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Triggers;

/// <summary>What starts runs of a pipeline by themselves, and when. It is part of no execution key.</summary>
[Description("What starts runs of this pipeline by themselves, once it is watched (rampart watch-data), and when.")]
public sealed record TriggerParameters : ICheckedParameters
{
    const double Day = 86_400, Year = 366 * Day;

    /// <summary>What may start a run. Whoever asks by hand may always.</summary>
    [Description("What may start a run. By hand (rampart trigger) is always possible.")]
    [ItemCount(1, 32)]
    public required IReadOnlyList<TriggerSource> On { get; init; }

    /// <summary>How many samples must have arrived before data starts a run; 0 for any number.</summary>
    [Description("How many new samples must have arrived before data starts a run, counted from the headers of IDX files. 0 for any number.")]
    [Bounds(0, 1e12, Unit = "samples")]
    public long MinimumSamples { get; init; }

    /// <summary>How many shards must have arrived before data starts a run; 0 for any number.</summary>
    [Description("How many new shards must have arrived before data starts a run; the two files of an IDX pair are one shard, and only together. 0 for any number.")]
    [Bounds(0, 1_000_000, Unit = "shards")]
    public int Quorum { get; init; }

    /// <summary>Patterns each of which a shard must match before data starts a run.</summary>
    [Description("Patterns such as \"camera-1/*\": data starts a run when each has met a new shard. * stands for any characters, ? for one.")]
    [ItemCount(0, 1_000)]
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>The name of the file that says a delivery is whole; null when there is none.</summary>
    [Description("The name of the file that ends a delivery, for example _COMPLETE: without one that is new, data starts no run.")]
    public string? Marker { get; init; }

    /// <summary>How long nothing new must have come, in seconds.</summary>
    [Description("How long nothing new must have come before a run starts, so that what belongs together comes into one run.")]
    [Bounds(0, Day, Unit = "seconds")]
    public double DebounceSeconds { get; init; } = 30;

    /// <summary>How long a cause waits for more at most, in seconds.</summary>
    [Description("How long the oldest cause waits at most for more samples, shards, the marker or silence; then a run starts with what there is.")]
    [Bounds(0, Year, Unit = "seconds")]
    public double MaximumWaitSeconds { get; init; } = Day;

    /// <summary>The least time between the starts of two runs, in seconds.</summary>
    [Description("The least time between the starts of two runs; what comes meanwhile goes into the later one.")]
    [Bounds(0, Year, Unit = "seconds")]
    public double MinimumIntervalSeconds { get; init; }

    /// <summary>The time of day in which no run starts; null when there is none.</summary>
    [Description("The time of day in which no run starts, but by hand.")]
    public QuietHours? QuietHours { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Marker is { } marker && (marker.Contains('/') || marker is "." or ".."))
        {
            yield return new ParameterFault("marker", $"\"{marker}\" is not the name of a file", "Name the file alone, without folders: it may lie in any of them.");
        }
        bool data = On.Any(source => source is DataArrived);
        if (!data && (MinimumSamples > 0 || Quorum > 0 || Shards.Count > 0 || Marker is not null))
        {
            yield return new ParameterFault(
                "", "minimum_samples, quorum, shards and marker are about data, but no data is watched", "Add { name: data-arrived, ... } under \"on\", or remove them.");
        }
        if (DebounceSeconds > MaximumWaitSeconds)
        {
            yield return new ParameterFault(
                "debounce_seconds", "it is longer than maximum_wait_seconds, so it never counts", "Make it shorter, or let causes wait longer.");
        }
    }
}
