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
public sealed partial class MessageJournal : IThreadPoolWorkItem, IAsyncDisposable, IDisposable
{
    const long BehindBytes = 16 << 20;
    const int MostAttemptsShift = 6;
    static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1), FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    [ThreadStatic]
    static ContentWriter? _contents;
    readonly Lock _gate = new();
    readonly PendingBlocks _pending = new();
    readonly SegmentSequence _segments;
    readonly TimeProvider _time;
    readonly ILogger<MessageJournal> _logger;
    readonly CancellationTokenSource _stopping = new(), _givingUp = new();
    readonly Task _flushing;
    TaskCompletionSource? _idle;
    bool _isWriting, _isTick;

    /// <summary>Begins to journal; nothing is written before the first record.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="writer">Who writes; asked before the first record is written.</param>
    /// <param name="rotated">Is told when a segment has been completed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    public MessageJournal(IJournalStore store, JournalOptions options, Func<JournalWriter> writer, Action rotated, TimeProvider time, ILogger<MessageJournal> logger)
    {
        (_time, _logger) = (time, logger);
        _segments = new SegmentSequence(store, options, writer, time) { Rotated = rotated };
        _flushing = FlushAsync();
    }

    /// <summary>Whether more waits to be written than should: whoever adds much should wait.</summary>
    public bool IsBehind
    {
        get
        {
            lock (_gate)
            {
                return _pending.Bytes > BehindBytes;
            }
        }
    }

    /// <summary>Adds a record. Its number follows on that of the one added before.</summary>
    public JournalTicket Add(in JournalEntry entry)
    {
        ContentWriter contents = _contents ??= new ContentWriter();
        ReadOnlySpan<byte> content = contents.Write(entry.Envelope.Length <= RecordContent.MostEnvelopeBytes ? entry : WithoutEnvelope(entry));
        ulong hash = XxHash3.HashToUInt64(content);
        lock (_gate)
        {
            PendingBlock block = _pending.Add(entry.Time, content, hash);
            if (_pending.IsDue)
            {
                Write();
            }
            return new JournalTicket(block);
        }
    }

    /// <summary>Returns when the record, and all before it, are written: they outlive this process. A store that is away is waited for.</summary>
    public ValueTask WrittenAsync(JournalTicket ticket, CancellationToken cancellation)
    {
        if (ticket.Block is not { Written.IsCompleted: false } block)
        {
            return ValueTask.CompletedTask;
        }
        lock (_gate)
        {
            block.IsAwaited = true;
            Write();
        }
        return new ValueTask(block.Written.WaitAsync(cancellation));
    }

    /// <summary>Writes what is there, if the store can be reached within seconds, and seals the segment.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        _givingUp.CancelAfter(StopPatience);
        await _stopping.CancelAsync();
        await _flushing;
        await WriteAllAsync();
        await TryAsync(_segments.SealAsync);
        await _segments.DisposeAsync();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // On the pool's own queue: what was about to add records has done so when its turn comes, and they are written with this block.
    void Write()
    {
        if (!_isWriting && (_isTick || !_pending.IsEmpty))
        {
            _isWriting = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteNextAsync();

    async Task WriteNextAsync()
    {
        PendingBlock? block;
        bool isTick;
        lock (_gate)
        {
            block = _pending.Take();
            (isTick, _isTick) = (_isTick, false);
        }
        if (block is not null)
        {
            await WriteAsync(block);
        }
        if (isTick)
        {
            await TryAsync(_segments.SealOldAsync);
        }
        lock (_gate)
        {
            if (block is not null)
            {
                _pending.Recycle(block);
            }
            _isWriting = false;
            if (_pending.IsDue || _isTick)
            {
                Write();
            }
            else
            {
                _idle?.TrySetResult();
            }
        }
    }

    async Task WriteAsync(PendingBlock block)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await _segments.AppendAsync(block, _givingUp.Token);
                if (attempt > 0)
                {
                    LogBack();
                }
                block.Complete();
                return;
            }
            catch (Exception e) when (!_givingUp.IsCancellationRequested)
            {
                if (attempt == 0)
                {
                    LogAway(e, e.Message);
                }
                if (e is not IOException)
                {
                    await _segments.AbandonAsync();
                }
                await PauseAsync(attempt);
            }
            catch (Exception e)
            {
                LogLost(e, block.Records);
                block.Fail(e);
                return;
            }
        }
    }

    async Task PauseAsync(int attempt)
    {
        TimeSpan pause = FirstPause * (1 << Math.Min(attempt, MostAttemptsShift));
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, _time, _givingUp.Token);
        }
        catch (OperationCanceledException)
        {
            // The last attempt follows at once.
            return;
        }
    }

    async Task FlushAsync()
    {
        using var timer = new PeriodicTimer(FlushInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await WriteAllAsync();
                await TryAsync(_segments.FlushAsync);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    // What can be done a second later as well.
    async Task TryAsync(Func<CancellationToken, Task> action)
    {
        try
        {
            await action(_givingUp.Token);
        }
        catch (Exception e) when (e is IOException or ArtifactException or OperationCanceledException)
        {
            LogNotFlushed(e, e.Message);
        }
    }

    Task WriteAllAsync()
    {
        lock (_gate)
        {
            _pending.AwaitAll();
            _isTick = true;
            Write();
            _idle = _idle is { Task.IsCompleted: false } ? _idle : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    static JournalEntry WithoutEnvelope(in JournalEntry entry) => entry with
    {
        Envelope = default,
        Reason = $"{entry.Reason} The envelope of {entry.Envelope.Length} bytes is not kept: {RecordContent.MostEnvelopeBytes} are, at most.".Trim(),
    };

    [LoggerMessage(LogLevel.Warning, "The journal can't be written: {Why} Messages that need it wait; it is tried again until it works.")]
    partial void LogAway(Exception e, string why);

    [LoggerMessage(LogLevel.Information, "The journal is written again.")]
    partial void LogBack();

    [LoggerMessage(LogLevel.Error, "This process ends, and {Records} records of its journal could not be written. Their messages were not acknowledged.")]
    partial void LogLost(Exception e, int records);

    [LoggerMessage(LogLevel.Warning, "The journal's segment was not flushed or sealed: {Why}")]
    partial void LogNotFlushed(Exception e, string why);
}
