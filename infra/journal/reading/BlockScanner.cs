using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>Finds the blocks of a segment, one after the other, also behind bytes that are none.</summary>
/// <param name="segment">The segment's bytes.</param>
/// <param name="offset">Where they begin in it.</param>
/// <param name="length">How long the segment is, about.</param>
/// <param name="damaged">Is told of bytes that are no block: where they begin, and how many.</param>
sealed class BlockScanner(Stream segment, long offset, long length, Action<long, long> damaged)
{
    const int MostAtFirst = 256 << 10;
    byte[] _buffer = new byte[Math.Clamp(length, BlockHeader.Bytes, MostAtFirst)];
    int _start, _end;
    long _shift;

    /// <summary>Where the next block is looked for.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Whether the segment grows: a piece of a block at its end is no damage.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>Takes bytes that are no block; as many as there are.</summary>
    public async Task<ReadOnlyMemory<byte>> TakeAsync(int count, CancellationToken cancellation)
    {
        await FillAsync(count, cancellation);
        int there = Math.Min(count, _end - _start);
        ReadOnlyMemory<byte> bytes = _buffer.AsMemory(_start, there);
        Skip(there);
        return bytes;
    }

    /// <summary>The next block, perhaps cut off; null at the end.</summary>
    public async Task<JournalBlock?> NextAsync(CancellationToken cancellation)
    {
        if (!await FillAsync(BlockHeader.Bytes, cancellation) && IsGrowing)
        {
            return null;
        }
        BlockHeader? header = BlockHeader.Read(Ahead());
        if (header is null && _end > _start)
        {
            header = await ResynchronizeAsync(cancellation);
        }
        if (header is not { } found)
        {
            return null;
        }
        int bytes = BlockHeader.Bytes + found.PayloadBytes + BlockDigest.Bytes;
        await FillAsync(bytes, cancellation);
        bytes = Math.Min(bytes, _end - _start);
        var block = new JournalBlock(found, Offset, _buffer.AsMemory(_start, bytes));
        _shift = found.Offset - Offset;
        Skip(bytes);
        return block;
    }

    // A message may contain what looks like a block, so only one that states its place right counts.
    async Task<BlockHeader?> ResynchronizeAsync(CancellationToken cancellation)
    {
        long from = Offset;
        Skip(1);
        while (await FillAsync(BlockHeader.Bytes, cancellation))
        {
            int at = BlockHeader.Find(Ahead());
            if (at != 0)
            {
                // A marker may begin in the last bytes that are there.
                Skip(at > 0 ? at : Math.Max(1, _end - _start - BlockHeader.Bytes + 1));
                continue;
            }
            if (BlockHeader.Read(Ahead()) is { } header && header.Offset - Offset == _shift)
            {
                damaged(from, Offset - from);
                return header;
            }
            Skip(1);
        }
        Skip(_end - _start);
        damaged(from, Offset - from);
        return null;
    }

    ReadOnlySpan<byte> Ahead() => _buffer.AsSpan(_start, _end - _start);

    void Skip(int count)
    {
        _start += count;
        Offset += count;
    }

    // Whether so many bytes are there.
    async Task<bool> FillAsync(int count, CancellationToken cancellation)
    {
        if (_end - _start >= count)
        {
            return true;
        }
        byte[] target = count > _buffer.Length ? new byte[count] : _buffer;
        Ahead().CopyTo(target);
        (_buffer, _start, _end) = (target, 0, _end - _start);
        while (_end < count)
        {
            int read = await segment.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
            {
                return false;
            }
            _end += read;
        }
        return true;
    }
}
