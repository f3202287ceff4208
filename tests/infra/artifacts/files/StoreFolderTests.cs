using System.Text;
using Rampart.Artifacts.Files;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests.Files;

public sealed class StoreFolderTests : IAsyncDisposable
{
    readonly FolderStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task What_a_crashed_process_left_is_swept_on_opening_and_what_a_living_one_writes_is_not()
    {
        string abandoned = _store.PathOf("tmp/999999-0"), claim = _store.PathOf($"claims/{Some.Key('a')}");
        Directory.CreateDirectory(abandoned);
        File.WriteAllText(Path.Combine(abandoned, "lock"), "");
        File.WriteAllText(Path.Combine(abandoned, "1"), "half a blob");
        File.WriteAllText(claim, "");
        await using IAsyncDisposable? held = await _store.Claims.TryTakeAsync(Some.Key('b'), default);

        ArtifactRef artifact = await _store.Artifacts.WriteAsync(
            MediaTypes.Json,
            async (stream, c) =>
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes("{"), c);
                using var other = StoreFolder.Open(_store.Root);
                await stream.WriteAsync(Encoding.UTF8.GetBytes("}"), c);
            },
            default);

        Assert.False(Directory.Exists(abandoned));
        Assert.False(File.Exists(claim));
        Assert.True(File.Exists(_store.PathOf($"claims/{Some.Key('b')}")));
        Assert.Equal("{}", await _store.ReadAsync(artifact));
    }

    [Fact]
    public async Task No_temporary_file_stays_when_something_was_written_or_failed_to_be()
    {
        ArtifactRef artifact = await _store.WriteAsync("x");
        await _store.WriteAsync("x");
        ResultManifest manifest = Some.Manifest(Some.Key('a'), new NamedArtifact("mined", artifact));
        await _store.Results.CommitAsync(manifest, default);
        await _store.Results.CommitAsync(manifest with { Outputs = [] }, default);
        await Assert.ThrowsAsync<IOException>(() => _store.Artifacts.WriteAsync(MediaTypes.Json, (_, _) => throw new IOException("full"), default));
        Assert.Empty(_store.TemporaryFiles());
    }

    [Fact]
    public void A_store_that_cant_be_created_is_refused_saying_what_to_do()
    {
        string file = _store.PathOf("file");
        File.WriteAllText(file, "");
        Assert.Contains("--store", Assert.Throws<ArtifactException>(() => StoreFolder.Open(Path.Combine(file, "store"))).Message);
    }
}
