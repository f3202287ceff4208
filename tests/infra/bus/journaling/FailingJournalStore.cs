using Rampart.Artifacts;

namespace Rampart.Bus.Tests.Journaling;

/// <summary>A store whose disk is full while the test says so.</summary>
sealed class FailingJournalStore(IJournalStore store) : IJournalStore
{
    readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile bool _isAway;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>Ends when something could not be written.</summary>
    public Task Refused => _refused.Task;

    public async Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation)
    {
        ThrowIfAway();
        return new Appender(this, await store.CreateAsync(segment, cancellation));
    }

    public Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation) => store.OpenAsync(segment, offset, cancellation);

    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation) => store.DeleteAsync(segment, cancellation);

    void ThrowIfAway()
    {
        if (_isAway)
        {
            _refused.TrySetResult();
            throw new IOException("No space left on device");
        }
    }

    sealed class Appender(FailingJournalStore store, IJournalAppender appender) : IJournalAppender
    {
        public long Length => appender.Length;

        public bool IsFull => appender.IsFull;

        public Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            store.ThrowIfAway();
            return appender.AppendAsync(bytes, cancellation);
        }

        public Task FlushAsync(CancellationToken cancellation) => appender.FlushAsync(cancellation);

        public ValueTask DisposeAsync() => appender.DisposeAsync();
    }
}
