namespace Rampart.Cli.Faults;

/// <summary>A place where faults wait.</summary>
interface IFaultSource
{
    /// <summary>All that wait here, the oldest first.</summary>
    Task<IReadOnlyList<Fault>> ListAsync(CancellationToken cancellation);

    /// <summary>All that is known of a fault, by name, in the order in which a reader needs it; null when it does not wait here.</summary>
    Task<IReadOnlyDictionary<string, string>?> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Has it tried again; false when it does not wait here.</summary>
    Task<bool> RetryAsync(string id, CancellationToken cancellation);

    /// <summary>Drops it; false when it does not wait here.</summary>
    /// <exception cref="UsageException">It is kept in any case.</exception>
    Task<bool> DiscardAsync(string id, CancellationToken cancellation);
}
