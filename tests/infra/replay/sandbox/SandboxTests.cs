using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Replay.Tests.Sandboxes;

public sealed class SandboxTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-sandbox-test-").FullName;
    readonly Originals _originals = new();

    [Fact]
    public async Task What_it_does_not_hold_is_read_from_the_originals_and_what_is_written_stays_out_of_them()
    {
        ArtifactRef original = _originals.Add("original");
        using Sandbox sandbox = Sandbox.Open(_originals, null);
        ArtifactRef written = await WriteAsync(sandbox, "written");
        Assert.Equal("original", await TextAsync(sandbox, original));
        Assert.Equal("written", await TextAsync(sandbox, written));
        Assert.False(await _originals.ExistsAsync(written, default));
        Assert.True(sandbox.Holds(written));
        Assert.False(sandbox.Holds(original));
    }

    [Fact]
    public async Task What_two_have_written_is_removed_when_neither_wants_it_any_more()
    {
        using Sandbox sandbox = Sandbox.Open(_originals, null);
        ArtifactRef one = await WriteAsync(sandbox, "same"), other = await WriteAsync(sandbox, "same");
        Assert.Equal(one, other);
        sandbox.Drop(one);
        Assert.Equal("same", await TextAsync(sandbox, other));
        sandbox.Drop(other);
        Assert.False(sandbox.Holds(other));
    }

    [Fact]
    public async Task It_vanishes_afterwards_unless_it_is_kept()
    {
        string gone, kept = Path.Combine(_folder, "kept");
        using (Sandbox sandbox = Sandbox.Open(_originals, null))
        {
            gone = sandbox.Root;
            await WriteAsync(sandbox, "written");
            Assert.True(Directory.Exists(gone));
        }
        ArtifactRef artifact;
        using (Sandbox sandbox = Sandbox.Open(_originals, kept))
        {
            artifact = await WriteAsync(sandbox, "written");
        }
        Assert.False(Directory.Exists(gone));
        Assert.Equal("written", File.ReadAllText(Path.Combine(kept, "blobs", "sha256", artifact.Digest[..2], artifact.Digest)));
    }

    [Fact]
    public void A_folder_that_is_gone_is_never_used_again()
    {
        Sandbox first = Sandbox.Open(_originals, null);
        first.Dispose();
        using Sandbox second = Sandbox.Open(_originals, null);
        Assert.NotEqual(first.Root, second.Root);
        Assert.False(Directory.Exists(first.Root));
    }

    [Fact]
    public async Task What_somebody_else_put_there_under_a_wrong_name_is_refused()
    {
        using Sandbox sandbox = Sandbox.Open(_originals, null);
        ArtifactRef artifact = await WriteAsync(sandbox, "written");
        File.WriteAllText(Path.Combine(sandbox.Root, "blobs", "sha256", artifact.Digest[..2], artifact.Digest), "changed");
        await Assert.ThrowsAsync<ArtifactException>(() => TextAsync(sandbox, artifact));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static Task<ArtifactRef> WriteAsync(Sandbox sandbox, string text) =>
        sandbox.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), c), default);

    static async Task<string> TextAsync(Sandbox sandbox, ArtifactRef artifact) => Encoding.UTF8.GetString((await sandbox.ReadAsync(artifact, default)).Span);

    sealed class Originals : IArtifactStore
    {
        readonly Dictionary<string, byte[]> _blobs = [];

        public ArtifactRef Add(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _blobs[Digest.Of(bytes)] = bytes;
            return new ArtifactRef(Digest.Of(bytes), bytes.Length, MediaTypes.Binary);
        }

        public Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation) => Task.FromResult<ReadOnlyMemory<byte>>(_blobs[artifact.Digest]);

        public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) => ReadAsync(artifact, cancellation);

        public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) => Task.FromResult(_blobs.ContainsKey(artifact.Digest));

        public Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
            throw new InvalidOperationException("Somebody writes to the originals.");
    }
}
