using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>Where everybody who sees something happen hands it in: webhooks, pollers, listers, clocks, the bus, people.</summary>
public interface ITriggerInbox
{
    /// <summary>Keeps causes. When the call returns they are in the store and survive whatever happens next; handing one in twice changes nothing.</summary>
    /// <param name="watch">The name of the watch: the pipeline whose triggers they may fire.</param>
    /// <param name="causes">What happened, in any order.</param>
    /// <param name="cancellation">Gives up waiting; hand them in again.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="Rampart.Artifacts.StoreUnavailableException">They may not have been kept: hand them in again.</exception>
    Task<int> AcceptAsync(string watch, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation);

    /// <summary>The watches there are, with what each one watches, so that a receiver knows whose an event is.</summary>
    Task<IReadOnlyList<WatchedPlace>> PlacesAsync(CancellationToken cancellation);
}
