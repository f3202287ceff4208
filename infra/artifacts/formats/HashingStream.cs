using System.Security.Cryptography;

namespace Rampart.Artifacts.Formats;

/// <summary>Passes bytes on to a stream that it does not own and hashes them on the way.</summary>
sealed class HashingStream(Stream target) : Stream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException("An artifact is written from beginning to end.");
    }

    /// <summary>The digest of everything written so far.</summary>
    public string CurrentDigest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        target.Write(buffer);
        _hash.AppendData(buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask writing = target.WriteAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span); // while the file system copies the same bytes
        await writing;
        _written += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An artifact can't be read while it is written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An artifact is written from beginning to end.");

    public override void SetLength(long value) => throw new NotSupportedException("An artifact is written from beginning to end.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
