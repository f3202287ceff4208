using System.Text.Json;

namespace Rampart.Testing;

/// <summary>A folder with a pipeline file, its source and any number of stores.</summary>
public sealed class Workplace : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="hashRounds">How often each shard is hashed.</param>
    /// <param name="foldRounds">How often each segment hashes.</param>
    public Workplace(int hashRounds = 20_000, int foldRounds = 20_000)
    {
        File.WriteAllBytes(Source, [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31))]);
        File.WriteAllText(Pipeline, $"""
            name: tiny
            seed: 7
            precision: float32
            stages:
              split:
                kind: preprocessing
                path: {Source}
                shards: 4
              hash:
                kind: mining
                data: split
                rounds: {hashRounds}
              fold:
                kind: training
                data: hash
                rounds: {foldRounds}
            publish: fold
            """);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("rampart-e2e-").FullName;

    /// <summary>The pipeline file.</summary>
    public string Pipeline => Path.Combine(Folder, "pipeline.yaml");

    /// <summary>The file that its first stage splits.</summary>
    public string Source => Path.Combine(Folder, "source");

    /// <summary>The command that runs the pipeline on a store of this name.</summary>
    public string[] Run(string store, params string[] more) => ["run", Pipeline, "--store", Path.Combine(Folder, store), "--out", Path.Combine(Folder, store + "-out"), .. more];

    /// <summary>The command that shows the latest run of a store as JSON.</summary>
    public string[] Show(string store) => ["show", "latest", "--json", "--store", Path.Combine(Folder, store)];

    /// <summary>Stage, item, role and digest of every artifact of the latest run, in a fixed order.</summary>
    public async Task<IReadOnlyList<string>> Artifacts(string store) => ArtifactsOf((await ToolProcess.Run(Show(store))).Output);

    /// <summary>Stage, item, role and digest of every artifact in what <c>show --json</c> printed, in a fixed order.</summary>
    public static IReadOnlyList<string> ArtifactsOf(string shownJson)
    {
        using JsonDocument shown = JsonDocument.Parse(shownJson);
        return
        [
            .. shown.RootElement.GetProperty("items").EnumerateArray()
                .SelectMany(item => item.GetProperty("outputs").EnumerateArray().Select(output =>
                    $"{item.GetProperty("stage")} {item.GetProperty("item")} {output.GetProperty("role")} {output.GetProperty("artifact").GetProperty("digest")}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>How many items of the latest run were answered from the cache.</summary>
    public async Task<int> CachedItems(string store)
    {
        using JsonDocument shown = JsonDocument.Parse((await ToolProcess.Run(Show(store))).Output);
        return shown.RootElement.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("cached").GetBoolean());
    }

    /// <summary>Returns when the run's log has this many lines.</summary>
    public async Task LogHas(string store, int lines)
    {
        string runs = Path.Combine(Folder, store, "runs");
        while (!Directory.Exists(runs) || !Directory.GetFiles(runs, "log", SearchOption.AllDirectories).Any(log => File.ReadAllLines(log).Length >= lines))
        {
            await Task.Delay(5);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
