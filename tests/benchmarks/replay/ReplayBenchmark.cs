using System.Security.Cryptography;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Safetensors;
using Rampart.Stages;
using Spectre.Console;
using TorchSharp;

namespace Rampart.Benchmarks.Replay;

/// <summary>How fast recorded messages are replayed whose handlers do nothing, and how fast artifacts are hashed and compared.</summary>
static class ReplayBenchmark
{
    const int WarmUps = 2, Bytes = 256 << 20;

    public static async Task RunAsync(int items, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("rampart-benchmark-").FullName;
        await MessagesAsync(folder, items);
        await ArtifactsAsync(folder, rounds);
        Directory.Delete(folder, recursive: true);
    }

    static async Task MessagesAsync(string folder, int items)
    {
        var run = new NoOpRun(folder, items);
        await run.RecordAsync();
        using IStoreView store = StoreView.Open(StoreLocation.Parse(folder), new AzureStoreOptions(), TimeProvider.System);
        var table = new Table().AddColumns("messages replayed", "items at once", "seconds", "messages/s").Border(TableBorder.Markdown);
        foreach (int concurrency in new[] { 1, Environment.ProcessorCount })
        {
            using Sandbox sandbox = Sandbox.Open(store.Artifacts, null);
            var execution = new LocalExecution(NoOpRun.Computation, NoOpRun.Arithmetic, new Worker("0.1.0", "replay"), sandbox);
            var context = new ReplayContext(
                store, run, new PipelineReader(NoOpRun.Catalog), NoOpRun.Catalog, sandbox, execution, new WarmCache(), concurrency, TimeProvider.System);
            ReplayReport report = null!;
            double seconds = Rounds.Seconds(() => report = new RunReplay(context).RunAsync(
                NoOpRun.Id, ItemSelection.All, OrderChange.None, new Progress<ReplayProgress>(), default).GetAwaiter().GetResult());
            if (report.Verdict != ReplayVerdict.Identical || report.Executions != items)
            {
                throw new InvalidOperationException($"The replay went wrong: {report.Summary}");
            }
            table.AddRow($"{items}", $"{concurrency}", $"{seconds:F2}", $"{items / seconds:F0}");
        }
        AnsiConsole.MarkupLine("A whole run of no-op items: journal read and decoded, plan made again, audit, execution in the sandbox, comparison.");
        AnsiConsole.Write(table);
    }

    static async Task ArtifactsAsync(string folder, int rounds)
    {
        byte[] one = Tensors(), other = [.. one], last = [.. one], copy = new byte[one.Length];
        last[^1] ^= 1;
        byte[] noisy = [.. one];
        for (int at = noisy.Length / 2; at < noisy.Length; at += 4)
        {
            noisy[at] ^= 1;
        }
        string path = Path.Combine(folder, "store");
        ArtifactRef artifact;
        using (StoreFolder store = StoreFolder.Open(path))
        {
            artifact = await new FileArtifactStore(store).WriteAsync(MediaTypes.Safetensors, async (s, c) => await s.WriteAsync(one, c), default);
        }
        using IStoreView view = StoreView.Open(StoreLocation.Parse(path), new AzureStoreOptions(), TimeProvider.System);
        double Seconds(Action action) => Rounds.Seconds(action);
        double Copying() => Seconds(() => one.CopyTo(copy, 0));
        double Hashing() => Seconds(() => SHA256.HashData(one));
        Comparison[] comparisons =
        [
            Rounds.Measure(rounds, WarmUps, "hashing in memory; peer: SHA256.HashData", () => Digest.Of(one), Hashing),
            Rounds.Measure(rounds, WarmUps, "verifying a stored artifact; peer: SHA256.HashData", () => view.VerifyAsync(artifact, default).GetAwaiter().GetResult(), Hashing),
            Rounds.Measure(rounds, WarmUps, "comparing equal tensors; peer: memory copy", () => ArtifactComparison.Compare(MediaTypes.Safetensors, one, other), Copying),
            Rounds.Measure(rounds, WarmUps, "comparing tensors, last bit differs; peer: memory copy", () => ArtifactComparison.Compare(MediaTypes.Safetensors, one, last), Copying),
            Rounds.Measure(rounds, WarmUps, "comparing tensors, half of all elements differ; peer: memory copy", () => ArtifactComparison.Compare(MediaTypes.Safetensors, one, noisy), Copying),
        ];
        var table = new Table().AddColumns("what", "ours, GB/s", "peer, GB/s", "times as fast").Border(TableBorder.Markdown);
        foreach (Comparison c in comparisons)
        {
            table.AddRow(c.Name, $"{one.Length / c.OurMedian / 1e9:F2}", $"{one.Length / c.TheirMedian / 1e9:F2}", $"{c.Ratio:F2}");
        }
        AnsiConsole.MarkupLineInterpolated($"Medians of {rounds} rounds in turn on {Bytes >> 20} MiB of float32.");
        AnsiConsole.Write(table);
    }

    static byte[] Tensors()
    {
        using var weights = torch.ones(Bytes / sizeof(float));
        using var stream = new MemoryStream(Bytes + 1024);
        SafetensorsFile.Write(stream, new Dictionary<string, torch.Tensor> { ["weights"] = weights });
        return stream.ToArray();
    }
}
