namespace Rampart.Investigation.Faults;

/// <summary>A place where faults wait.</summary>
public interface IFaultSource
{
    /// <summary>All that wait here, the oldest first.</summary>
    Task<IReadOnlyList<Fault>> ListAsync(CancellationToken cancellation);

    /// <summary>All that is known of a fault, in the order in which a reader needs it; null when it does not wait here.</summary>
    Task<IReadOnlyList<KeyValuePair<string, string>>?> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Has the chosen ones tried again; returns how many.</summary>
    Task<int> RetryAsync(Selection chosen, CancellationToken cancellation);

    /// <summary>Drops the chosen ones; returns how many.</summary>
    /// <exception cref="InvestigationException">One that was named is kept in any case.</exception>
    Task<int> DiscardAsync(Selection chosen, CancellationToken cancellation);
}
