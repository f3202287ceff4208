using System.Diagnostics.Metrics;

namespace Rampart.Stages;

/// <summary>What the house measures about its work.</summary>
public static class Measurements
{
    static readonly Counter<long> Items =
        Telemetry.Meter.CreateCounter<long>("rampart.items", "{item}", "Work items by kind of stage and by what came of them.");

    static readonly Histogram<double> Durations =
        Telemetry.Meter.CreateHistogram<double>("rampart.item.duration", "s", "From the arrival of a work item to its end, further attempts and waiting included.");

    static readonly Histogram<double> QueueWaits =
        Telemetry.Meter.CreateHistogram<double>("rampart.item.queue_wait", "s", "From the sending of a work item to its arrival at a worker.");

    static readonly Counter<long> Samples =
        Telemetry.Meter.CreateCounter<long>("rampart.samples", "{sample}", "Samples that stages say they have processed.");

    static readonly Counter<long> Ignored =
        Telemetry.Meter.CreateCounter<long>("rampart.messages.ignored", "{message}", "Messages without effect, by reason: late, repeated, not wanted any more.");

    static readonly Counter<long> Differences =
        Telemetry.Meter.CreateCounter<long>("rampart.results.different", "{result}", "Second results of the same work that differ, by what the stage declares.");

    /// <summary>A work item has arrived at a worker, this long after it was sent.</summary>
    public static void ItemArrived(string stageKind, TimeSpan queueWait) =>
        QueueWaits.Record(Math.Max(0, queueWait.TotalSeconds), Kind(stageKind));

    /// <summary>A work item has come to an end at a worker.</summary>
    /// <param name="stageKind">The kind of its stage.</param>
    /// <param name="outcome"><c>computed</c>, <c>cached</c>, <c>failed</c>, <c>blocked</c>, <c>verified</c>, <c>dropped</c> or <c>returned</c> (to the queue).</param>
    /// <param name="duration">How long the worker had it.</param>
    public static void ItemEnded(string stageKind, string outcome, TimeSpan duration)
    {
        Items.Add(1, Kind(stageKind), new("outcome", outcome));
        Durations.Record(duration.TotalSeconds, Kind(stageKind), new("outcome", outcome));
    }

    /// <summary>Two results of the same work differ.</summary>
    /// <param name="stageKind">The kind of their stage.</param>
    /// <param name="verdict">What the stage's declaration says of it: <c>fault</c>, <c>within-tolerance</c> or <c>other-device</c>.</param>
    public static void ResultsDiffered(string stageKind, string verdict) => Differences.Add(1, Kind(stageKind), new("verdict", verdict));

    /// <summary>A stage has processed this many more samples.</summary>
    public static void SamplesProcessed(string stageKind, long samples) => Samples.Add(samples, Kind(stageKind));

    /// <summary>A message had no effect, for this reason (few words, from a fixed set).</summary>
    public static void MessageIgnored(string reason) => Ignored.Add(1, new KeyValuePair<string, object?>("reason", reason));

    static KeyValuePair<string, object?> Kind(string stageKind) => new("stage_kind", stageKind);
}
