using Rampart.Artifacts.Arrivals;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Lists a place and hands in what is there and whole. What was handed in before counts no more, so it may be handed in again.</summary>
/// <param name="place">The place.</param>
/// <param name="watch">Whose it is.</param>
/// <param name="channel">The poller's or the lister's.</param>
/// <param name="inbox">Where causes are handed in.</param>
sealed class ArrivalScan(IArrivals place, string watch, string channel, ITriggerInbox inbox)
{
    Dictionary<string, string> _before = new(StringComparer.Ordinal);

    /// <summary>Whether files were there the last time that may still have been growing.</summary>
    public bool IsUnsettled { get; private set; }

    /// <summary>Lists the place once.</summary>
    /// <returns>How many causes were new.</returns>
    public async Task<int> ScanAsync(CancellationToken cancellation)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        var whole = new List<TriggerCause>();
        int accepted = 0;
        IsUnsettled = false;
        await foreach (ArrivedFile file in place.ListAsync(cancellation))
        {
            if (file.MayGrow && !HasSettled(file, now))
            {
                IsUnsettled = true;
                continue;
            }
            whole.Add(Causes.DataArrived(place.Place, file.Name, file.Version, file.Bytes, channel, file.Time));
            if (whole.Count == WatchLog.CausesPerEntry)
            {
                accepted += await inbox.AcceptAsync(watch, whole, cancellation);
                whole.Clear();
            }
        }
        _before = now;
        return whole.Count == 0 ? accepted : accepted + await inbox.AcceptAsync(watch, whole, cancellation);
    }

    // Its size and time are what they were the last time.
    bool HasSettled(ArrivedFile file, Dictionary<string, string> now)
    {
        now[file.Name] = file.Version;
        return _before.GetValueOrDefault(file.Name) == file.Version;
    }
}
