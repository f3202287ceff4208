using System.Text;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

/// <summary>Whoever only looks at a store leaves no trace in it.</summary>
public abstract class ViewContract : StoreContract
{
    [Fact]
    public async Task What_is_there_is_read_and_stays_as_it_is()
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        ResultManifest manifest = Some.Manifest(Some.Key('a'), new NamedArtifact("out", artifact));
        await Store.Results.CommitAsync(manifest, default);
        await Store.Logs.AppendAsync(Some.Run, 0, [new RunCompleted()], default);
        IReadOnlyList<string> before = await Store.SnapshotAsync();

        using (IStoreView view = Store.View())
        {
            Assert.Equal("abc", Encoding.UTF8.GetString((await view.Artifacts.ReadAsync(artifact, default)).Span));
            Assert.Equal(manifest.Outputs, (await view.Results.FindAsync(manifest.ExecutionKey, default))!.Outputs);
            Assert.Single(await view.Logs.ReadAsync(Some.Run, default));
            Assert.Equal([Some.Run], await view.Logs.ListAsync(default));
            Assert.Equal(ArtifactState.Intact, await view.VerifyAsync(artifact, default));
            Assert.Null(await view.Results.FindAsync(Some.Key('b'), default));
        }

        Assert.Equal(before, await Store.SnapshotAsync());
    }

    [Theory]
    [InlineData("abd", ArtifactState.Damaged)]
    [InlineData("abcd", ArtifactState.Damaged)]
    [InlineData(null, ArtifactState.Missing)]
    public async Task Damage_is_told_its_bytes_can_be_seen_and_nothing_is_removed(string? stored, ArtifactState state)
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        if (stored is null)
        {
            await Store.DeleteAsync(TestStore.BlobName(artifact));
        }
        else
        {
            await Store.OverwriteAsync(TestStore.BlobName(artifact), Encoding.UTF8.GetBytes(stored));
        }
        IReadOnlyList<string> before = await Store.SnapshotAsync();

        using IStoreView view = Store.View();
        Assert.Equal(state, await view.VerifyAsync(artifact, default));
        await Assert.ThrowsAsync<ArtifactGoneException>(() => view.Artifacts.ReadAsync(artifact, default));
        Assert.Equal(stored, await view.ReadUnverifiedAsync(artifact.Digest, default) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null);

        Assert.Equal(before, await Store.SnapshotAsync());
    }

    [Fact]
    public async Task Writing_is_refused()
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        IReadOnlyList<string> before = await Store.SnapshotAsync();
        using IStoreView view = Store.View();
        await Assert.ThrowsAsync<InvalidOperationException>(() => view.Artifacts.WriteAsync(MediaTypes.Json, (_, _) => Task.CompletedTask, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => view.Results.CommitAsync(Some.Manifest(Some.Key('a'), new NamedArtifact("out", artifact)), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => view.Logs.AppendAsync(Some.Run, 0, [new RunCompleted()], default));
        Assert.Equal(before, await Store.SnapshotAsync());
    }
}
