using System.IO.Hashing;
using Rampart.Journal.Format;

namespace Rampart.Journal.Writing;

/// <summary>Records that are written together, in the form in which they are written.</summary>
sealed class PendingBlock(byte[] buffer, long firstRecord, DateTimeOffset started)
{
    readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<bool> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    byte[] _bytes = buffer;
    int _length = BlockHeader.Bytes;

    /// <summary>Its buffer, for the next one.</summary>
    public byte[] Buffer => _bytes;

    /// <summary>The number of its first record.</summary>
    public long FirstRecord => firstRecord;

    /// <summary>The time of its first record.</summary>
    public DateTimeOffset Started => started;

    /// <summary>How many records it has.</summary>
    public int Records { get; private set; }

    /// <summary>How long it will be in its segment, in bytes.</summary>
    public int Length => _length + BlockDigest.Bytes;

    /// <summary>Whether somebody waits until it is written.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Ends when it is written.</summary>
    public Task Written => _written.Task;

    /// <summary>Ends soon: with true when it is written, with false when that takes longer, so that whoever waits must be able to give up.</summary>
    public Task<bool> Settled => _settled.Task;

    public void Append(ReadOnlySpan<byte> content, ulong contentHash)
    {
        int end = _length + RecordFrame.Bytes + content.Length;
        if (end + BlockDigest.Bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, end + BlockDigest.Bytes));
        }
        RecordFrame.Of(content.Length, firstRecord + Records, contentHash).Write(_bytes.AsSpan(_length));
        content.CopyTo(_bytes.AsSpan(_length + RecordFrame.Bytes));
        _length = end;
        Records++;
    }

    /// <summary>The whole block at its place in a segment.</summary>
    public Memory<byte> Complete(long offset, ReadOnlySpan<byte> previous, BlockDigest digest)
    {
        ReadOnlySpan<byte> payload = _bytes.AsSpan(BlockHeader.Bytes.._length);
        new BlockHeader(BlockKind.Records, payload.Length, Records, firstRecord, offset, XxHash3.HashToUInt64(payload)).Write(_bytes, previous);
        digest.Of(_bytes.AsSpan(0, _length), _bytes.AsSpan(_length));
        return _bytes.AsMemory(0, Length);
    }

    /// <summary>Tells who waits that it is written.</summary>
    public void Complete()
    {
        _written.SetResult();
        _settled.TrySetResult(true);
    }

    /// <summary>Tells who waits that it takes longer.</summary>
    public void Delay() => _settled.TrySetResult(false);

    /// <summary>Tells who waits that it never will be.</summary>
    public void Fail(Exception why)
    {
        _written.SetException(why);
        _settled.TrySetResult(false);
        _ = _written.Task.Exception; // nobody may wait
    }
}
