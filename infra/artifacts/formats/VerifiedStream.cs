using System.Security.Cryptography;

namespace Rampart.Artifacts.Formats;

/// <summary>Reads a stream, and fails before its end when the whole of it has not the digest that it should have. Whoever seeks gets bytes unverified.</summary>
sealed class VerifiedStream(Stream inner, string digest) : Stream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long _hashed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        long position = inner.Position;
        int read = await inner.ReadAsync(buffer, cancellationToken);
        Observe(position, buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        long position = inner.Position;
        int read = inner.Read(buffer, offset, count);
        Observe(position, buffer.AsSpan(offset, read));
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The last bytes are held back from whoever reads when they do not fit: so nobody takes the whole for the artifact.
    void Observe(long position, ReadOnlySpan<byte> bytes)
    {
        if (position != _hashed || bytes.IsEmpty)
        {
            return;
        }
        _hash.AppendData(bytes);
        _hashed += bytes.Length;
        if (_hashed == inner.Length && Convert.ToHexStringLower(_hash.GetCurrentHash()) != digest)
        {
            throw new IOException($"What is stored under {digest} has another digest.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
