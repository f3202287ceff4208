using System.Globalization;
using Rampart.Artifacts.Azure;
using Rampart.Bus;
using Rampart.Hosting;
using Rampart.Testing;
using Spectre.Console;

namespace Rampart.Benchmarks.Messaging;

/// <summary>What the house costs where there is nothing to compute: per item in each arrangement, per cache hit, and messages per second.</summary>
static class MessagingBenchmark
{
    const int Messages = 30_000;

    /// <summary>Measures and prints. A broker and a blob server are started for it, on this machine.</summary>
    /// <param name="items">Items per measurement.</param>
    public static async Task RunAsync(int items)
    {
        await using RabbitMqServer broker = await RabbitMqServer.StartAsync();
        await using AzuriteServer blobs = await AzuriteServer.StartAsync();
        var bus = new BusOptions { Uri = broker.Uri };
        var azure = new AzureStoreOptions { ConnectionString = blobs.ConnectionString, CacheFolder = Folder() };
        var table = new Table().Border(TableBorder.Markdown).AddColumns("what", "median, ms", "95th percentile, ms", "target, ms");
        await AddAsync(table, "one empty item in process, store in a folder", new RampartOptions { Store = Folder() }, items, "1", "5");
        await AddAsync(table, "over RabbitMQ, store in a folder", new RampartOptions { Store = Folder(), Bus = bus }, items, "10", "");
        await AddAsync(table, "over RabbitMQ, store in Azurite", new RampartOptions { Store = blobs.Container("benchmark"), Azure = azure, Bus = bus }, items, "30", "");
        AnsiConsole.Write(table);
        double inProcess = await Throughput.MeasureAsync(new BusOptions(), Messages), overBroker = await Throughput.MeasureAsync(bus, Messages);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"messages per second: {inProcess:N0} in process, {overBroker:N0} over RabbitMQ"));
    }

    static async Task AddAsync(Table table, string what, RampartOptions options, int items, string target, string cachedTarget)
    {
        const int seed = 1;
        await using Overhead overhead = await Overhead.StartAsync(options with { Concurrency = 1 });
        Add(table, what, await overhead.MeasureAsync(seed, items), target);
        Add(table, $"{what}: a cache hit", await overhead.MeasureAsync(seed, items), cachedTarget);
    }

    static void Add(Table table, string what, IReadOnlyList<double> milliseconds, string target)
    {
        List<double> sorted = [.. milliseconds.Order()];
        string At(double share) => sorted[(int)(share * (sorted.Count - 1))].ToString("F2", CultureInfo.InvariantCulture);
        table.AddRow(what, At(0.5), At(0.95), target);
    }

    static string Folder() => Directory.CreateTempSubdirectory("rampart-benchmark-").FullName;
}
