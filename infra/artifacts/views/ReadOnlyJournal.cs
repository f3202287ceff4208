namespace Rampart.Artifacts;

/// <summary>A journal that is only read.</summary>
sealed class ReadOnlyJournal(IJournalStore inner) : IJournalStore
{
    public Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation) => throw ReadOnly.Refuse();

    public Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);

    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation) => inner.OpenAsync(segment, offset, cancellation);

    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation) => throw ReadOnly.Refuse();
}
