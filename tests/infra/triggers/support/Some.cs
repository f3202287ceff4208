using System.Globalization;
using Rampart.Contracts;
using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers.Tests;

/// <summary>Causes, times and rules for tests.</summary>
static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly TriggerParameters Rules = new()
    {
        On = [new DataArrived { Place = "/incoming" }], DebounceSeconds = 10, MaximumWaitSeconds = 3600,
    };

    public static DateTimeOffset After(double seconds) => Noon.AddSeconds(seconds);

    public static TriggerCause File(string name) => Causes.DataArrived("/incoming", name, "1", 8, CauseChannels.Poller, Noon);

    public static IReadOnlyList<TriggerCause> Files(int count, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(number => File(number.ToString("D6", CultureInfo.InvariantCulture)))];

    public static PendingCause Pending(string name, double seconds = 0, long? samples = null) => new(File(name), After(seconds), samples);

    public static PendingCause Pending(TriggerCause cause, double seconds = 0) => new(cause, After(seconds), null);

    public static WatchSituation Situation(params PendingCause[] pending) => new(pending, null, null);
}
