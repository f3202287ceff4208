using System.IO.Hashing;
using Rampart.Artifacts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Writing;

/// <summary>A segment that is written.</summary>
sealed class OpenSegment : IAsyncDisposable
{
    readonly IJournalAppender _appender;
    readonly BlockDigest _digest;
    readonly byte[] _last = new byte[BlockDigest.Bytes];
    readonly long _firstRecord;
    long _nextRecord;

    OpenSegment(SegmentName name, IJournalAppender appender, BlockDigest digest, long firstRecord) =>
        (Name, _appender, _digest, _firstRecord, _nextRecord) = (name, appender, digest, firstRecord, firstRecord);

    /// <summary>Its name.</summary>
    public SegmentName Name { get; }

    /// <summary>Its length.</summary>
    public long Length => _appender.Length;

    /// <summary>Whether the store takes no more in it.</summary>
    public bool IsFull => _appender.IsFull;

    /// <summary>The digest of its last block, hexadecimal.</summary>
    public string LastDigest => Convert.ToHexStringLower(_last);

    /// <summary>Creates it and writes its header.</summary>
    public static async Task<OpenSegment> BeginAsync(
        IJournalStore store, SegmentName name, SegmentHeader header, BlockDigest digest, long firstRecord, CancellationToken cancellation)
    {
        var segment = new OpenSegment(name, await store.CreateAsync(name.ToString(), cancellation), digest, firstRecord);
        try
        {
            int magic = SegmentHeader.Magic.Length;
            byte[] block = segment.Block(BlockKind.Header, header.Format(), magic);
            byte[] beginning = new byte[magic + block.Length];
            SegmentHeader.Magic.CopyTo(beginning);
            block.CopyTo(beginning, magic);
            await segment._appender.AppendAsync(beginning, cancellation);
            segment.Keep(block);
            return segment;
        }
        catch
        {
            await segment.DisposeAsync();
            await TryRemoveAsync(store, name);
            throw;
        }
    }

    /// <summary>Appends records; when it throws it may be called again.</summary>
    public async Task AppendAsync(PendingBlock block, CancellationToken cancellation)
    {
        Memory<byte> bytes = block.Complete(_appender.Length, _last, _digest);
        await _appender.AppendAsync(bytes, cancellation);
        Keep(bytes.Span);
        _nextRecord = block.FirstRecord + block.Records;
    }

    /// <summary>Writes that nothing follows, and flushes.</summary>
    public async Task SealAsync(DateTimeOffset ended, SegmentName? next, CancellationToken cancellation)
    {
        var seal = new SegmentSeal(_nextRecord - _firstRecord, ended, next?.ToString());
        await _appender.AppendAsync(Block(BlockKind.Seal, seal.Format(), _appender.Length), cancellation);
        await _appender.FlushAsync(cancellation);
    }

    /// <summary>Has everything outlive a loss of power.</summary>
    public Task FlushAsync(CancellationToken cancellation) => _appender.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => _appender.DisposeAsync();

    // What stays is a segment with a piece of a header, which readers report as damaged.
    static async Task TryRemoveAsync(IJournalStore store, SegmentName name)
    {
        try
        {
            await store.DeleteAsync(name.ToString(), CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ArtifactException)
        {
            return;
        }
    }

    byte[] Block(BlockKind kind, byte[] payload, long offset)
    {
        byte[] block = new byte[BlockHeader.Bytes + payload.Length + BlockDigest.Bytes];
        new BlockHeader(kind, payload.Length, 0, _nextRecord, offset, XxHash3.HashToUInt64(payload)).Write(block, _last);
        payload.CopyTo(block, BlockHeader.Bytes);
        _digest.Of(block.AsSpan(0, block.Length - BlockDigest.Bytes), block.AsSpan(block.Length - BlockDigest.Bytes));
        return block;
    }

    void Keep(ReadOnlySpan<byte> block) => block[^BlockDigest.Bytes..].CopyTo(_last);
}
