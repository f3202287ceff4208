using System.Diagnostics;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Testing;
using Spectre.Console;

namespace Rampart.Benchmarks.Store;

/// <summary>
/// How fast artifacts go up and come down, against the service's client alone on the same blob server, in turn. What ours does on top: gathers and
/// hashes what is written, asks whether it is there, verifies the digest of what is read.
/// </summary>
sealed class StoreBenchmark(AzureStore store, BlobContainerClient raw, AzureStoreOptions options)
{
    const int WarmUps = 2;
    long _count;

    public static async Task RunAsync(int rounds)
    {
        await using AzuriteServer server = await AzuriteServer.StartAsync();
        DirectoryInfo local = Directory.CreateTempSubdirectory("rampart-benchmark-");
        var options = new AzureStoreOptions { ConnectionString = server.ConnectionString, CacheFolder = local.FullName, CacheBytes = 0 };
        using (var store = new AzureStore(new Uri(server.Container("ours")), options, TimeProvider.System))
        using (var cached = new AzureStore(new Uri(server.Container("ours")), options with { CacheBytes = 4L << 30 }, TimeProvider.System))
        {
            var raw = new BlobContainerClient(server.ConnectionString, "raw");
            await raw.CreateIfNotExistsAsync();
            var benchmark = new StoreBenchmark(store, raw, options);
            var table = new Table().AddColumns("what", "ours, MiB/s", "client alone, MiB/s", "share").Border(TableBorder.Markdown);
            foreach (int bytes in new[] { 64 << 20, 8 << 20, 256 << 10 })
            {
                (Comparison up, Comparison down) = await benchmark.MeasureAsync(bytes, rounds);
                Add(table, up, bytes);
                Add(table, down, bytes);
            }
            AnsiConsole.MarkupLineInterpolated(
                $"Medians of {rounds} rounds in turn against one Azurite; blocks of {options.BlockBytes >> 20} MiB, {options.Parallel} at once on both sides.");
            AnsiConsole.Write(table);
            double hit = await CacheHitAsync(cached, 64 << 20, rounds);
            AnsiConsole.MarkupLineInterpolated($"Reading 64 MiB from the cache on the local disk, verified: {64 / hit:F0} MiB/s.");
        }
        local.Delete(recursive: true);
    }

    async Task<(Comparison Up, Comparison Down)> MeasureAsync(int bytes, int rounds)
    {
        List<double>[] seconds = [[], [], [], []];
        for (int round = -WarmUps; round < rounds; round++)
        {
            byte[] ours = Content(bytes), theirs = Content(bytes);
            ArtifactRef artifact = null!;
            BlobClient blob = raw.GetBlobClient($"{_count}");
            double[] measured =
            [
                await SecondsAsync(async () => artifact = await WriteAsync(store, ours)),
                await SecondsAsync(() => blob.UploadAsync(new MemoryStream(theirs), new BlobUploadOptions { TransferOptions = Transfer })),
                await SecondsAsync(() => store.Artifacts.ReadAsync(artifact, default)),
                await SecondsAsync(() => blob.DownloadToAsync(new MemoryStream(new byte[bytes]), new BlobDownloadToOptions { TransferOptions = Transfer })),
            ];
            for (int i = 0; i < measured.Length && round >= 0; i++)
            {
                seconds[i].Add(measured[i]);
            }
        }
        string size = bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes >> 10} KiB";
        return (new Comparison($"upload of {size}", seconds[0], seconds[1]), new Comparison($"download of {size}", seconds[2], seconds[3]));
    }

    static async Task<double> CacheHitAsync(AzureStore cached, int bytes, int rounds)
    {
        var content = new byte[bytes];
        ArtifactRef artifact = await WriteAsync(cached, content);
        var seconds = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            seconds.Add(await SecondsAsync(() => cached.Artifacts.ReadAsync(artifact, default)));
        }
        return new Comparison("cache", seconds, seconds).OurMedian;
    }

    StorageTransferOptions Transfer => new()
    {
        InitialTransferSize = options.BlockBytes,
        MaximumTransferSize = options.BlockBytes,
        MaximumConcurrency = options.Parallel,
    };

    // No two are equal, or the second would not be sent.
    byte[] Content(int bytes)
    {
        var content = new byte[bytes];
        new Random((int)++_count).NextBytes(content);
        return content;
    }

    static Task<ArtifactRef> WriteAsync(AzureStore store, byte[] content) =>
        store.Artifacts.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync(content, c), default);

    static async Task<double> SecondsAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalSeconds;
    }

    static void Add(Table table, Comparison c, int bytes)
    {
        double size = bytes / (double)(1 << 20);
        table.AddRow(c.Name, $"{size / c.OurMedian:F0}", $"{size / c.TheirMedian:F0}", $"{c.Ratio:P0}");
    }
}
