using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>What started a run by itself, in words.</summary>
public static class TriggerText
{
    /// <summary>For example <c>watch fashion, run 3: enough data has arrived; 4 causes: data-arrived a.gz (poller), ... and 2 more</c>; null when somebody started the run.</summary>
    public static string? Of(RunStarted started)
    {
        if (started.Trigger is not { } trigger)
        {
            return null;
        }
        string first = string.Join(", ", trigger.First.Select(cause => $"{cause.Kind} {cause.Subject} ({cause.Channel})"));
        int more = trigger.Count - trigger.First.Count;
        string count = trigger.Count == 1 ? "1 cause" : string.Create(CultureInfo.InvariantCulture, $"{trigger.Count} causes");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"watch {trigger.Watch}, run {trigger.Number}: {trigger.Why}; {count}: {first}{(more > 0 ? $" and {more} more (artifact {trigger.Causes.Digest})" : "")}");
    }
}
