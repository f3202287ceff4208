using System.IO.Hashing;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;
using Rampart.Journal.Writing;

namespace Rampart.Journal;

/// <summary>
/// The journal of this process. Adding a record only puts it into memory; whoever has to rely on it waits until it is written, together with
/// all that were added meanwhile. What nobody waits for is written within a second.
/// </summary>
public sealed partial class MessageJournal : IAsyncDisposable, IDisposable
{
    const long BehindBytes = 16 << 20;
    static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1), StopPatience = TimeSpan.FromSeconds(10);
    [ThreadStatic]
    static ContentWriter? _contents;
    readonly SegmentSequence _segments;
    readonly GroupWriting _writing;
    readonly ILogger<MessageJournal> _logger;
    readonly CancellationTokenSource _stopping = new();
    readonly Task _flushing;

    /// <summary>Begins to journal; nothing is written before the first record.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="writer">Who writes; asked before the first record is written.</param>
    /// <param name="rotated">Is told when a segment has begun.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    public MessageJournal(IJournalStore store, JournalOptions options, Func<JournalWriter> writer, Action rotated, TimeProvider time, ILogger<MessageJournal> logger)
    {
        _logger = logger;
        _segments = new SegmentSequence(store, options, writer, time) { Rotated = rotated };
        _writing = new GroupWriting(_segments, time, logger);
        _flushing = FlushAsync(time);
    }

    /// <summary>Whether more waits to be written than should, with a store that is away: whoever adds should wait until it is written.</summary>
    public bool IsBehind => _writing.PendingBytes > BehindBytes;

    /// <summary>Adds a record. Its number follows on that of the one added before.</summary>
    public JournalTicket Add(in JournalEntry entry)
    {
        ContentWriter contents = _contents ??= new ContentWriter();
        ReadOnlySpan<byte> content = contents.Write(entry.Envelope.Length <= RecordContent.MostEnvelopeBytes ? entry : WithoutEnvelope(entry));
        return new JournalTicket(_writing.Add(entry.Time, content, XxHash3.HashToUInt64(content)));
    }

    /// <summary>Returns when the record, and all before it, are written: they outlive this process. A store that is away is waited for.</summary>
    /// <param name="ticket">The record.</param>
    /// <param name="patience">How long to wait while the store is away.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">The store is away for longer.</exception>
    public ValueTask WrittenAsync(JournalTicket ticket, TimeSpan patience, CancellationToken cancellation) =>
        ticket.Block is { Written.IsCompletedSuccessfully: false } block ? _writing.WrittenAsync(block, patience, cancellation) : ValueTask.CompletedTask;

    /// <inheritdoc cref="WrittenAsync(JournalTicket, TimeSpan, CancellationToken)"/>
    public ValueTask WrittenAsync(JournalTicket ticket, CancellationToken cancellation) => WrittenAsync(ticket, Timeout.InfiniteTimeSpan, cancellation);

    /// <summary>The same for everything that has been added so far.</summary>
    public ValueTask AllWrittenAsync(CancellationToken cancellation) =>
        _writing.Last is { } last ? WrittenAsync(new JournalTicket(last), cancellation) : ValueTask.CompletedTask;

    /// <summary>Writes what is there, if the store can be reached within seconds, and seals the segment.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        await _stopping.CancelAsync();
        await _flushing;
        await _writing.EndAsync(StopPatience);
        await TryAsync(_segments.SealAsync);
        await _segments.DisposeAsync();
        _writing.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    async Task FlushAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(FlushInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                _writing.Tick();
                await TryAsync(_segments.FlushAsync);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    async Task TryAsync(Func<CancellationToken, Task> action)
    {
        try
        {
            await action(_writing.GivingUp);
        }
        catch (Exception e) when (e is IOException or ArtifactException or OperationCanceledException)
        {
            LogNotFlushed(e, e.Message);
        }
    }

    static JournalEntry WithoutEnvelope(in JournalEntry entry) => entry with
    {
        Envelope = default,
        Reason = $"{entry.Reason} The envelope of {entry.Envelope.Length} bytes is not kept: {RecordContent.MostEnvelopeBytes} are, at most.".Trim(),
    };

    [LoggerMessage(LogLevel.Warning, "The journal's segment was not flushed or sealed: {Why}")]
    partial void LogNotFlushed(Exception e, string why);
}
