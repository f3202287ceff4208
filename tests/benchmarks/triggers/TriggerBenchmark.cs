using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Testing;
using Rampart.Triggers;
using Spectre.Console;

namespace Rampart.Benchmarks.Triggers;

/// <summary>What a burst of arrivals costs, and how long a run takes to start once a file has arrived.</summary>
static class TriggerBenchmark
{
    const int Arrivals = 10_000;
    const double PollSeconds = 2, AllowedSeconds = PollSeconds + 1;

    /// <summary>Measures and prints; true when all targets are met. A blob server is started for it, on this machine.</summary>
    /// <param name="rounds">How often an arrival is measured.</param>
    public static async Task<bool> RunAsync(int rounds)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns("what", "measured", "target");
        bool burst = await BurstAsync(table);
        bool folder = await InFolderAsync(table, rounds);
        bool container = await InContainerAsync(table, rounds);
        AnsiConsole.Write(table);
        return burst && folder && container;
    }

    // Told one by one, all at once, as webhooks do.
    static async Task<bool> BurstAsync(Table table)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rampart-benchmark-");
        await using (var place = new WatchedBenchmark(folder.FullName, "/incoming", pollSeconds: 0, new AzureStoreOptions()))
        {
            TriggerCause[] causes =
            [
                .. Enumerable.Range(0, Arrivals).Select(number =>
                    Causes.DataArrived("/incoming", $"shard-{number}", "1", 1, CauseChannels.EventGrid, DateTimeOffset.UnixEpoch)),
            ];
            long before = GC.GetTotalMemory(forceFullCollection: true), allocatedBefore = GC.GetTotalAllocatedBytes();
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(causes.Select(cause => Task.Run(() => place.Inbox.AcceptAsync(WatchedBenchmark.Name, [cause], default))));
            TimeSpan accepted = Stopwatch.GetElapsedTime(start);
            // The debounce window of the benchmark is short: it begins with the last of them.
            using Task keeping = place.KeepAsync();
            (RunTrigger trigger, TimeSpan began) = await place.NextRunAsync(start);
            long held = GC.GetTotalMemory(forceFullCollection: true) - before;
            int documents = Directory.GetFiles(folder.FullName, "*.json", SearchOption.AllDirectories).Length;
            table.AddRow($"{Arrivals} arrivals, told one by one at once", Text($"{accepted.TotalSeconds:F2} s until all are kept, {began.TotalSeconds:F2} s until the run has begun; {documents} documents"), "");
            table.AddRow(
                "memory for them",
                Text($"{held / 1048576.0:F1} MiB held after it, {(GC.GetTotalAllocatedBytes() - allocatedBefore) / 1048576.0:F0} MiB allocated in all, peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0} MiB"), "bounded");
            table.AddRow("runs with all of them", Text($"1 with {trigger.Count} causes"), Text($"1 with {Arrivals}"));
            await place.StopAsync(keeping);
            folder.Delete(recursive: true);
            return trigger.Count == Arrivals;
        }
    }

    static async Task<bool> InFolderAsync(Table table, int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rampart-benchmark-"), incoming = folder.CreateSubdirectory("incoming");
        await using var place = new WatchedBenchmark(folder.FullName, incoming.FullName, PollSeconds, new AzureStoreOptions());
        bool met = await ArrivalsAsync(table, "a folder", place, rounds, number => File.WriteAllTextAsync(Path.Combine(incoming.FullName, $"{number}"), "x"));
        folder.Delete(recursive: true);
        return met;
    }

    static async Task<bool> InContainerAsync(Table table, int rounds)
    {
        await using AzuriteServer server = await AzuriteServer.StartAsync();
        var container = new BlobContainerClient(server.ConnectionString, "incoming");
        await container.CreateAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rampart-benchmark-");
        await using var place = new WatchedBenchmark(
            folder.FullName, server.Container("incoming"), PollSeconds, new AzureStoreOptions { ConnectionString = server.ConnectionString });
        bool met = await ArrivalsAsync(table, "a container", place, rounds, number => container.UploadBlobAsync($"{number}", BinaryData.FromString("x")));
        folder.Delete(recursive: true);
        return met;
    }

    static async Task<bool> ArrivalsAsync(Table table, string where, WatchedBenchmark place, int rounds, Func<int, Task> arrive)
    {
        using Task keeping = place.KeepAsync();
        var seconds = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            // At another moment of the poller's interval each time.
            await Task.Delay(TimeSpan.FromSeconds(PollSeconds * (1 + (round * 0.618 % 1))));
            await arrive(round);
            (_, TimeSpan began) = await place.NextRunAsync(Stopwatch.GetTimestamp());
            seconds.Add(began.TotalSeconds);
        }
        await place.StopAsync(keeping);
        double median = seconds.Order().ElementAt(seconds.Count / 2);
        table.AddRow(
            $"arrival in {where} to run start, polled every {PollSeconds} s, {rounds} times", Text($"median {median:F2} s, longest {seconds.Max():F2} s"), Text($"median < {AllowedSeconds} s"));
        return median < AllowedSeconds;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
