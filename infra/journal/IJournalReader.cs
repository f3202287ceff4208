using Rampart.Contracts;

namespace Rampart.Journal;

/// <summary>Reads what all processes have journaled in a store.</summary>
public interface IJournalReader
{
    /// <summary>
    /// The records that pass the filter: those of one process in its order, those of several by time. What is damaged is left out and
    /// reported; the rest stays readable.
    /// </summary>
    /// <param name="filter">What to read.</param>
    /// <param name="damaged">Is told of everything that can't be read.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Artifacts.StoreUnavailableException">The store can't be reached at the moment.</exception>
    IAsyncEnumerable<JournalRecord> ReadAsync(JournalFilter filter, Action<JournalDamage> damaged, CancellationToken cancellation);
}
