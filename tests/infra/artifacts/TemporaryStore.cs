using System.Text;
using System.Text.Json;
using Rampart.Artifacts.Files;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

/// <summary>A store in a folder of its own that vanishes with the test.</summary>
sealed class TemporaryStore : IDisposable
{
    public TemporaryStore() => Open();

    public string Root { get; } = Directory.CreateTempSubdirectory("rampart-store-").FullName;

    public StoreFolder Folder { get; private set; } = null!;

    public FileArtifactStore Artifacts { get; private set; } = null!;

    public FileResultStore Results { get; private set; } = null!;

    public FileRunLogStore Logs { get; private set; } = null!;

    /// <summary>What a process that starts afterwards sees: nothing is remembered.</summary>
    public void Reopen()
    {
        Folder.Dispose();
        Open();
    }

    public Task<ArtifactRef> Write(string text) =>
        Artifacts.WriteAsync(MediaTypes.JsonLines, async (stream, c) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), c), default);

    public async Task<string> Read(ArtifactRef artifact) => Encoding.UTF8.GetString((await Artifacts.ReadAsync(artifact, default)).Span);

    public string[] TemporaryFiles() => Directory.GetFiles(Path.Combine(Root, "tmp"), "*", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) != "lock").ToArray();

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    public static string Key(char digit) => new(digit, 64);

    public static ResultManifest Manifest(string key, params NamedArtifact[] outputs) => new(
        key,
        new WorkItem
        {
            Kind = "mining",
            AlgorithmVersion = 1,
            Parameters = JsonSerializer.SerializeToElement(new { epsilon = 0.03 }),
            Inputs = [],
            Seed = ulong.MaxValue,
            Numerics = "cpu-float32",
        },
        outputs,
        "0.1.0",
        new NumericsFingerprint("A processor", "AVX2", "libtorch 1.13.1", "OpenBLAS", "cpu", 1));

    void Open()
    {
        Folder = StoreFolder.Open(Root);
        Artifacts = new FileArtifactStore(Folder);
        Results = new FileResultStore(Folder, Artifacts);
        Logs = new FileRunLogStore(Folder, TimeProvider.System);
    }
}
