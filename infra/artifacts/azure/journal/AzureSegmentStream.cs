namespace Rampart.Artifacts.Azure;

/// <summary>A segment as it is downloaded, whose faults are the house's.</summary>
/// <param name="container">Where it is.</param>
/// <param name="name">The blob.</param>
/// <param name="blob">Its bytes.</param>
sealed class AzureSegmentStream(AzureContainer container, string name, Stream blob) : Stream
{
    /// <summary>How many bytes are downloaded at once.</summary>
    public const int BufferBytes = 1 << 20;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(container.CallAsync($"reading {name}", async c => await blob.ReadAsync(buffer, c), cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await blob.DisposeAsync();
        await base.DisposeAsync();
    }
}
