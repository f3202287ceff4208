using Azure.Core;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>Artifacts on the way between this machine and the server.</summary>
public sealed class TransferTests
{
    static bool IsCommit(Request request) => request.Uri.Query.Contains("comp=blocklist", StringComparison.Ordinal);

    static bool IsUpload(Request request) => request.Method == RequestMethod.Put && request.Uri.Path.Contains("/blobs/", StringComparison.Ordinal);

    [Theory]
    [InlineData(10)]
    [InlineData(500_000)]
    public async Task An_upload_whose_answer_got_lost_happened(int size)
    {
        var faults = new Faults { DropAnswer = Faults.First(1, request => IsUpload(request) && (size < 1000 || IsCommit(request))) };
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        byte[] bytes = Some.Bytes(size);
        ArtifactRef artifact = await store.WriteAsync(bytes);
        Assert.Equal(bytes, (await store.Artifacts.ReadAsync(artifact, default)).ToArray());
    }

    [Fact]
    public async Task Bytes_that_are_there_are_not_sent_again()
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        await store.WriteAsync(Some.Bytes(500_000));
        int sent = faults.Seen.Count;
        await store.WriteAsync(Some.Bytes(500_000));
        Assert.StartsWith("HEAD ", Assert.Single(faults.Seen.Skip(sent)).Request);
    }

    [Fact]
    public async Task Uploads_of_one_artifact_in_blocks_of_different_sizes_do_not_mix()
    {
        var staged = new TaskCompletionSource();
        var otherDone = new TaskCompletionSource();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: new Faults
        {
            Before = request =>
            {
                if (!IsCommit(request))
                {
                    return Task.CompletedTask;
                }
                staged.TrySetResult();
                return otherDone.Task;
            },
        });
        byte[] bytes = Some.Bytes(500_000);
        Task<ArtifactRef> writing = store.WriteAsync(bytes);
        await staged.Task;

        using var local = new LocalFolder(store.CacheFolder);
        await using AzureTestStore other = store.OpenAgain(null);
        var inOtherBlocks = new AzureArtifactStore(other.Client, new AzureStoreOptions { BlockBytes = 100_000, CacheBytes = 0 }, local, TimeProvider.System);
        ArtifactRef artifact = await inOtherBlocks.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync(bytes, c), default);
        otherDone.SetResult();
        Assert.Equal(artifact.Digest, (await writing).Digest);
        Assert.Equal(bytes, (await store.Artifacts.ReadAsync(artifact, default)).ToArray());
    }

    [Fact]
    public async Task An_artifact_carries_its_digest_and_its_media_type_for_other_tools()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync();
        ArtifactRef artifact = await store.WriteAsync("abc");
        var properties = (await store.Raw.GetBlobClient(TestStore.BlobName(artifact)).GetPropertiesAsync()).Value;
        Assert.Equal((artifact.Digest, artifact.MediaType), (properties.Metadata["sha256"], properties.ContentType));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500_000)]
    public async Task An_artifact_that_was_damaged_on_the_way_is_read_again_and_stays(int size)
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        byte[] bytes = Some.Bytes(size);
        ArtifactRef artifact = await store.WriteAsync(bytes);
        Func<Request, bool> once = Faults.First(1, request => request.Method == RequestMethod.Get);
        faults.Answered = message =>
        {
            if (once(message.Request))
            {
                message.Response.ContentStream = new MemoryStream(new byte[message.Response.Headers.ContentLength ?? 0]);
            }
        };
        Assert.Equal(bytes, (await store.Artifacts.ReadAsync(artifact, default)).ToArray());
        Assert.True(await store.Artifacts.ExistsAsync(artifact, default));
    }

    [Fact]
    public async Task A_read_and_a_write_end_when_they_are_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        ArtifactRef artifact = await store.WriteAsync("abc");
        faults.Before = _ => cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Artifacts.ReadAsync(artifact, cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Artifacts.WriteAsync(MediaTypes.Json, (_, _) => Task.CompletedTask, cancellation.Token));
    }
}
