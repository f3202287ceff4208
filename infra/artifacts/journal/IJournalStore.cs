namespace Rampart.Artifacts;

/// <summary>Segments of the message journal: named, appended to by one process each, never changed otherwise.</summary>
public interface IJournalStore
{
    /// <summary>Creates an empty segment to append to.</summary>
    /// <param name="segment">A name that nobody has used: letters, digits and dashes. Segments are listed in the order of their names.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation);

    /// <summary>All segments, in ordinal order of their names.</summary>
    Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation);

    /// <summary>Opens a segment to read it from a place on, once and forwards, up to its present end; null when there is none.</summary>
    Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation);

    /// <summary>Removes a segment.</summary>
    /// <returns>Whether it is gone; false when a process of this machine still writes it.</returns>
    Task<bool> DeleteAsync(string segment, CancellationToken cancellation);
}
