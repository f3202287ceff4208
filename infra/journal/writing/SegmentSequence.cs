using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Writing;

/// <summary>The segments of one process, one after the other. Calls follow each other, except to flush; a call that throws may be repeated.</summary>
/// <param name="store">Where they are.</param>
/// <param name="options">How long they get, and the key.</param>
/// <param name="writer">Who writes; asked when the first segment begins.</param>
/// <param name="time">The clock.</param>
sealed class SegmentSequence(IJournalStore store, JournalOptions options, Func<JournalWriter> writer, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan LongestOpen = TimeSpan.FromHours(1);
    readonly BlockDigest _digest = new(options.Key);
    readonly string _name = SegmentName.NewWriter();
    volatile OpenSegment? _open;
    OpenSegment? _next;
    (SegmentName Name, string Digest)? _last;
    int _begun, _attempts;

    /// <summary>Told when a segment has been sealed and another one begins.</summary>
    public Action Rotated { get; init; } = () => { };

    /// <summary>Appends records, in a new segment when the last one is long enough.</summary>
    public async Task AppendAsync(PendingBlock block, CancellationToken cancellation)
    {
        if (_open is not { } open || open.IsFull || open.Length + block.Length > options.SegmentBytes && open.Length > options.SegmentBytes / 2)
        {
            open = await BeginAsync(block, cancellation);
        }
        await open.AppendAsync(block, cancellation);
    }

    /// <summary>Has everything outlive a loss of power.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        try
        {
            await (_open?.FlushAsync(cancellation) ?? Task.CompletedTask);
        }
        catch (ObjectDisposedException)
        {
            // It was sealed meanwhile, which flushes it.
        }
    }

    /// <summary>Seals the segment that is written, if it has been for long: so it can be removed one day, and does not wait for the process to end.</summary>
    public Task SealOldAsync(CancellationToken cancellation) =>
        _open is { } open && time.GetUtcNow() - open.Name.Started > LongestOpen ? SealAsync(null, cancellation) : Task.CompletedTask;

    /// <summary>Seals the segment that is written.</summary>
    public Task SealAsync(CancellationToken cancellation) => SealAsync(null, cancellation);

    /// <summary>Begins anew with the next append: the segment that is written can't be appended to any more.</summary>
    public async Task AbandonAsync()
    {
        if (_open is { } open)
        {
            Leave(open);
            await open.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_open?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_next?.DisposeAsync() ?? ValueTask.CompletedTask);
        _digest.Dispose();
    }

    // The next one is there before the last one says so: what a seal names and nobody finds has been removed.
    async Task<OpenSegment> BeginAsync(PendingBlock first, CancellationToken cancellation)
    {
        if (_next is null)
        {
            // An attempt that failed may have left its name behind.
            var name = new SegmentName(first.Started + TimeSpan.FromMilliseconds(_attempts++), _name, _begun);
            (SegmentName Name, string Digest)? last = _open is { } before ? (before.Name, before.LastDigest) : _last;
            var header = new SegmentHeader(SegmentHeader.CurrentVersion, writer(), name.Started, _digest.KeyName, last?.Name.ToString(), last?.Digest);
            _next = await OpenSegment.BeginAsync(store, name, header, _digest, first.FirstRecord, cancellation);
            _begun++;
            _attempts = 0;
        }
        await SealAsync(_next.Name, cancellation);
        (_open, _next) = (_next, null);
        Rotated();
        return _open;
    }

    async Task SealAsync(SegmentName? next, CancellationToken cancellation)
    {
        if (_open is { } open)
        {
            await open.SealAsync(time.GetUtcNow(), next, cancellation);
            Leave(open);
            await open.DisposeAsync();
        }
    }

    void Leave(OpenSegment segment) => (_last, _open) = ((segment.Name, segment.LastDigest), null);
}
