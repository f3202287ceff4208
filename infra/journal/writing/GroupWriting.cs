using Microsoft.Extensions.Logging;

namespace Rampart.Journal.Writing;

/// <summary>Writes what many threads add, one block at a time: who waits for a record waits for its block, and all who wait share the write.</summary>
/// <param name="segments">Where to.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to log.</param>
sealed partial class GroupWriting(SegmentSequence segments, TimeProvider time, ILogger logger) : IThreadPoolWorkItem, IDisposable
{
    const int MostDoublings = 6;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(5);
    readonly Lock _gate = new();
    readonly PendingBlocks _pending = new();
    readonly CancellationTokenSource _givingUp = new();
    volatile PendingBlock? _beingWritten;
    PendingBlock? _beingWrittenBefore;
    TaskCompletionSource? _idle;
    bool _isWriting, _isTick;

    /// <summary>Cancelled when a store that is away is waited for no longer.</summary>
    public CancellationToken GivingUp => _givingUp.Token;

    /// <summary>How many bytes wait to be written.</summary>
    public long PendingBytes
    {
        get
        {
            lock (_gate)
            {
                return _pending.Bytes;
            }
        }
    }

    /// <summary>The block of the record that was added last; null before the first one.</summary>
    public PendingBlock? Last
    {
        get
        {
            lock (_gate)
            {
                return _pending.Last;
            }
        }
    }

    /// <summary>Adds a record; returns the block that it will be written in.</summary>
    public PendingBlock Add(DateTimeOffset at, ReadOnlySpan<byte> content, ulong contentHash)
    {
        lock (_gate)
        {
            PendingBlock block = _pending.Add(at, content, contentHash);
            if (_pending.IsDue)
            {
                Begin();
            }
            return block;
        }
    }

    /// <summary>Returns when a block is written.</summary>
    public async ValueTask WrittenAsync(PendingBlock block, TimeSpan patience, CancellationToken cancellation)
    {
        lock (_gate)
        {
            block.IsAwaited = true;
            Begin();
        }
        // Timers and cancellation cost more than the write, so they are for when it takes long.
        if (!await block.Settled)
        {
            await block.Written.WaitAsync(patience, time, cancellation);
        }
    }

    /// <summary>Once in a while: writes what nobody waits for, seals what is old, and lets those give up who wait for a write that hangs.</summary>
    public void Tick()
    {
        PendingBlock? writing = _beingWritten;
        if (writing is not null && writing == _beingWrittenBefore)
        {
            Delay(writing);
        }
        _beingWrittenBefore = writing;
        lock (_gate)
        {
            _pending.AwaitAll();
            _isTick = true;
            Begin();
        }
    }

    /// <summary>Returns when everything is written, or given up.</summary>
    /// <param name="patience">How long a store that is away is waited for.</param>
    public Task EndAsync(TimeSpan patience)
    {
        _givingUp.CancelAfter(patience);
        lock (_gate)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Tick();
            return _idle.Task;
        }
    }

    public void Dispose() => _givingUp.Dispose();

    // On the pool's own queue: what was about to add records has done so when its turn comes, and they are written with this block.
    void Begin()
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
            _beingWritten = block;
            await WriteAsync(block);
            _beingWritten = null;
        }
        if (isTick)
        {
            await SealOldAsync();
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
                Begin();
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
                await segments.AppendAsync(block, GivingUp);
                block.Complete();
                if (attempt > 0)
                {
                    LogBack();
                }
                return;
            }
            catch (Exception e) when (!GivingUp.IsCancellationRequested)
            {
                Delay(block);
                if (attempt == 0)
                {
                    LogAway(e, e.Message);
                }
                if (e is not IOException)
                {
                    await segments.AbandonAsync();
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

    async Task SealOldAsync()
    {
        try
        {
            await segments.SealOldAsync(GivingUp);
        }
        catch (Exception e)
        {
            LogNotSealed(e, e.Message);
        }
    }

    void Delay(PendingBlock first)
    {
        first.Delay();
        lock (_gate)
        {
            _pending.Delay();
        }
    }

    async Task PauseAsync(int attempt)
    {
        TimeSpan pause = FirstPause * (1 << Math.Min(attempt, MostDoublings));
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, GivingUp);
        }
        catch (OperationCanceledException)
        {
            // The last attempt follows at once.
            return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal can't be written: {Why} Messages that need it wait; it is tried again until it works.")]
    partial void LogAway(Exception e, string why);

    [LoggerMessage(LogLevel.Information, "The journal is written again.")]
    partial void LogBack();

    [LoggerMessage(LogLevel.Error, "This process ends, and {Records} records of its journal could not be written. Their messages were not acknowledged.")]
    partial void LogLost(Exception e, int records);

    [LoggerMessage(LogLevel.Warning, "The journal's segment was not sealed: {Why} It is tried again within a second.")]
    partial void LogNotSealed(Exception e, string why);
}
