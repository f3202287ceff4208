namespace Rampart.Journal.Writing;

/// <summary>What is added and not written yet. Its owner sees to it that one thread at a time uses it.</summary>
sealed class PendingBlocks
{
    // More records in a block make writing cheaper; what a damaged block costs grows too.
    const int MostBytes = 1 << 20, FirstBytes = 64 << 10, MostKept = 4;
    readonly Queue<PendingBlock> _full = [];
    readonly Stack<byte[]> _buffers = [];
    PendingBlock? _open;
    long _nextRecord;
    long _fullBytes;

    /// <summary>Whether something has to be written now: somebody waits for it, or it is a whole block.</summary>
    public bool IsDue => _full.Count > 0 || _open is { IsAwaited: true };

    /// <summary>Whether nothing is there to be written.</summary>
    public bool IsEmpty => _full.Count == 0 && _open is null;

    /// <summary>How many bytes wait.</summary>
    public long Bytes => _fullBytes + (_open?.Length ?? 0);

    /// <summary>The block of the record that was added last, written or not; null before the first one.</summary>
    public PendingBlock? Last { get; private set; }

    /// <summary>Adds a record; returns the block that it will be written in.</summary>
    public PendingBlock Add(DateTimeOffset time, ReadOnlySpan<byte> content, ulong contentHash)
    {
        if (_open is { } open && open.Length + content.Length > MostBytes)
        {
            _full.Enqueue(open);
            _fullBytes += open.Length;
            _open = null;
        }
        _open ??= new PendingBlock(_buffers.TryPop(out byte[]? buffer) ? buffer : new byte[FirstBytes], _nextRecord, time);
        _open.Append(content, contentHash);
        _nextRecord++;
        return Last = _open;
    }

    /// <summary>Takes the next block to write; null when there is none.</summary>
    public PendingBlock? Take()
    {
        if (_full.TryDequeue(out PendingBlock? full))
        {
            _fullBytes -= full.Length;
            return full;
        }
        (PendingBlock? taken, _open) = (_open, null);
        return taken;
    }

    /// <summary>Has everything written that is there.</summary>
    public void AwaitAll()
    {
        if (_open is not null)
        {
            _open.IsAwaited = true;
        }
    }

    /// <summary>Tells who waits for anything that it takes longer.</summary>
    public void Delay()
    {
        foreach (PendingBlock full in _full)
        {
            full.Delay();
        }
        _open?.Delay();
    }

    /// <summary>Takes a written block's buffer back.</summary>
    public void Recycle(PendingBlock written)
    {
        if (_buffers.Count < MostKept && written.Buffer.Length <= 2 * MostBytes)
        {
            _buffers.Push(written.Buffer);
        }
    }
}
