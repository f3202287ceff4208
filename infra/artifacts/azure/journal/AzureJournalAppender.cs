using Azure;
using Azure.Storage.Blobs.Models;

namespace Rampart.Artifacts.Azure;

/// <summary>Appends to one append blob, of which nobody else knows. What the service has confirmed is durable.</summary>
sealed class AzureJournalAppender(AzureContainer container, string name, int mostBlocks) : IJournalAppender
{
    // What the service takes in one block, and how many blocks a block of the journal is split into at most.
    const int MostBlockBytes = 4 << 20, Reserve = 16;
    int _blocks;

    // How much of the bytes that are appended now is there already.
    int _partial;

    public long Length { get; private set; }

    public bool IsFull => _blocks + Reserve >= mostBlocks;

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (_partial < bytes.Length)
        {
            ReadOnlyMemory<byte> block = bytes.Slice(_partial, Math.Min(MostBlockBytes, bytes.Length - _partial));
            await AppendBlockAsync(block, Length + _partial, cancellation);
            _partial += block.Length;
            _blocks++;
        }
        Length += bytes.Length;
        _partial = 0;
    }

    public Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Conditional on the blob's length, so a block whose answer was lost is not there twice.
    Task<bool> AppendBlockAsync(ReadOnlyMemory<byte> block, long position, CancellationToken cancellation) => container.CallAsync(
        $"appending to {name}",
        async c =>
        {
            try
            {
                var atItsPlace = new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position } };
                await container.AppendBlob(name).AppendBlockAsync(new MemoryStream(block.ToArray(), writable: false), atItsPlace, c);
                return true;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet())
            {
                BlobProperties there = await container.AppendBlob(name).GetPropertiesAsync(cancellationToken: c);
                return there.ContentLength == position + block.Length
                    ? true
                    : throw new ArtifactException($"{container.PlaceOf(name)} has {there.ContentLength} bytes instead of {position}: somebody else writes into it. Nothing but Rampart may write into the container.");
            }
        },
        cancellation);
}
