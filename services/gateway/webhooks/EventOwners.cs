using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Gateway.Webhooks;

/// <summary>Finds out whose an event is. The list of places is kept for a moment: events come in bursts.</summary>
sealed class EventOwners(ITriggerInbox inbox, TimeProvider time)
{
    const string LakeHost = ".dfs.", BlobHost = ".blob.";
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    Listing? _last;

    /// <summary>The causes that events are, by the watch that they belong to. A blob may belong to none, or to several.</summary>
    public async Task<ILookup<string, TriggerCause>> CausesAsync(IEnumerable<BlobEvent> events, CancellationToken cancellation)
    {
        IReadOnlyList<WatchedPlace> places = await PlacesAsync(cancellation);
        return (
            from happened in events
            from place in places
            let name = NameWithin(place, happened.Address)
            where name is not null
            select (place.Watch, Cause: Causes.DataArrived(
                place.Place, name, happened.EntityTag, happened.Bytes, CauseChannels.EventGrid, happened.Time ?? time.GetUtcNow())))
            .DistinctBy(found => (found.Watch, found.Cause.Id))
            .ToLookup(found => found.Watch, found => found.Cause);
    }

    // The blob's name within the container; null when it lies elsewhere. A data lake's events name the other one of the account's two hosts.
    static string? NameWithin(WatchedPlace place, Uri address)
    {
        if (!Uri.TryCreate(place.Place.TrimEnd('/') + "/", UriKind.Absolute, out Uri? container) || container.IsFile
            || !string.Equals(container.Scheme, address.Scheme, StringComparison.Ordinal) || container.Port != address.Port
            || !string.Equals(container.Host, address.Host.Replace(LakeHost, BlobHost, StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase)
            || !address.AbsolutePath.StartsWith(container.AbsolutePath, StringComparison.Ordinal))
        {
            return null;
        }
        string name = Uri.UnescapeDataString(address.AbsolutePath[container.AbsolutePath.Length..]);
        return name.Length > 0 && !name.Any(char.IsControl) && name.StartsWith(place.Prefix, StringComparison.Ordinal) ? name : null;
    }

    async Task<IReadOnlyList<WatchedPlace>> PlacesAsync(CancellationToken cancellation)
    {
        if (_last is { } last && time.GetElapsedTime(last.Read) < Freshness)
        {
            return last.Places;
        }
        long read = time.GetTimestamp();
        IReadOnlyList<WatchedPlace> places = await inbox.PlacesAsync(cancellation);
        _last = new Listing(read, places);
        return places;
    }

    // One object, since requests come at once: whoever reads it must not see the half of it.
    sealed record Listing(long Read, IReadOnlyList<WatchedPlace> Places);
}
