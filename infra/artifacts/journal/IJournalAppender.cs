namespace Rampart.Artifacts;

/// <summary>Appends to one segment of the journal. Calls follow each other.</summary>
public interface IJournalAppender : IAsyncDisposable
{
    /// <summary>The length of the segment, in bytes: what has been appended for certain.</summary>
    long Length { get; }

    /// <summary>Whether the store takes no more in this segment; a few more appends always fit.</summary>
    bool IsFull { get; }

    /// <summary>
    /// Appends bytes. When it returns they outlive this process; when it throws it may be called again with the same bytes, and they are there
    /// once.
    /// </summary>
    /// <exception cref="IOException">The store can't be written to at the moment.</exception>
    Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Has everything outlive the machine's loss of power.</summary>
    /// <exception cref="IOException">The store can't be written to at the moment.</exception>
    Task FlushAsync(CancellationToken cancellation);
}
