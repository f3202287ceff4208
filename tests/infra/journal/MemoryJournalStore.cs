using Rampart.Artifacts;

namespace Rampart.Journal.Tests;

/// <summary>Segments in memory, which a test can change, and a store that fails when the test says so.</summary>
sealed class MemoryJournalStore : IJournalStore
{
    readonly SortedDictionary<string, byte[]> _segments = new(StringComparer.Ordinal);

    /// <summary>Throws instead of appending, when it does; asked with the number of the append.</summary>
    public Action<int> Fail { get; set; } = _ => { };

    public int Appends { get; private set; }

    public IReadOnlyList<string> Names => [.. _segments.Keys];

    public byte[] this[string segment]
    {
        get => _segments[segment];
        set => _segments[segment] = value;
    }

    /// <summary>A store with the same segments.</summary>
    public MemoryJournalStore Copy()
    {
        var copy = new MemoryJournalStore();
        foreach ((string name, byte[] bytes) in _segments)
        {
            copy[name] = bytes;
        }
        return copy;
    }

    public Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation)
    {
        lock (_segments)
        {
            _segments.Add(segment, []);
        }
        return Task.FromResult<IJournalAppender>(new Appender(this, segment));
    }

    public Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation)
    {
        lock (_segments)
        {
            return Task.FromResult<IReadOnlyList<JournalSegment>>([.. _segments.Select(segment => new JournalSegment(segment.Key, segment.Value.Length, Some.Start + TimeSpan.FromDays(1)))]);
        }
    }

    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation)
    {
        lock (_segments)
        {
            return Task.FromResult<Stream?>(_segments.TryGetValue(segment, out byte[]? bytes) ? new MemoryStream(bytes) { Position = offset } : null);
        }
    }

    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation)
    {
        lock (_segments)
        {
            _segments.Remove(segment);
        }
        return Task.FromResult(true);
    }

    sealed class Appender(MemoryJournalStore store, string segment) : IJournalAppender
    {
        public long Length { get; private set; }

        public bool IsFull => false;

        public Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            lock (store._segments)
            {
                store.Fail(store.Appends++);
                store._segments[segment] = [.. store._segments[segment], .. bytes.Span];
                Length += bytes.Length;
            }
            return Task.CompletedTask;
        }

        public Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
