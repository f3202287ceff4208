using System.Globalization;
using Rampart.Benchmarks.Messaging;
using Rampart.Bus;
using Rampart.Testing;
using Spectre.Console;

namespace Rampart.Benchmarks.Journaling;

/// <summary>What the journal costs: messages per second with it and without it, in turn.</summary>
static class JournalBenchmark
{
    const int WarmUps = 2, MessagesInProcess = 60_000, MessagesOverBroker = 20_000;
    const double LeastShare = 0.9;

    /// <summary>Measures and prints; true when all targets are met. A broker is started for it, on this machine.</summary>
    /// <param name="rounds">How often each is measured.</param>
    public static async Task<bool> RunAsync(int rounds)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns("what", "without, messages/s", "journaled, messages/s", "share (median of rounds)", "target", "CPU of this process without, us/message", "journaled");
        bool inProcess = await AddAsync(table, "in process", new BusOptions(), new BusOptions(), stream: false, MessagesInProcess, rounds);
        // The stream stays bound, so each has a virtual host of its own.
        await using RabbitMqServer broker = await RabbitMqServer.StartAsync(virtualHosts: 3);
        var without = new BusOptions { Uri = broker.TakeVirtualHost() };
        bool overBroker = await AddAsync(
            table, "over RabbitMQ", without, new BusOptions { Uri = broker.TakeVirtualHost() }, stream: false, MessagesOverBroker, rounds);
        bool withStream = await AddAsync(
            table, "over RabbitMQ, with the broker's stream", without, new BusOptions { Uri = broker.TakeVirtualHost() }, stream: true, MessagesOverBroker, rounds);
        AnsiConsole.Write(table);
        return inProcess && overBroker && withStream;
    }

    static async Task<bool> AddAsync(Table table, string what, BusOptions bus, BusOptions journaledBus, bool stream, int messages, int rounds)
    {
        var measured = new List<(double Without, double With)>();
        TimeSpan cpuWithout = TimeSpan.Zero, cpuWith = TimeSpan.Zero;
        for (int round = -WarmUps; round < rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            double without = await Throughput.MeasureAsync(bus, messages);
            TimeSpan between = Environment.CpuUsage.TotalTime;
            DirectoryInfo store = Directory.CreateTempSubdirectory("rampart-benchmark-");
            double with = await Throughput.MeasureAsync(journaledBus, messages, store.FullName, stream);
            TimeSpan after = Environment.CpuUsage.TotalTime;
            store.Delete(recursive: true);
            if (round >= 0)
            {
                cpuWithout += between - before;
                cpuWith += after - between;
                measured.Add((without, with));
            }
        }
        double share = Median(measured.Select(round => round.With / round.Without));
        table.AddRow(
            what, Number(Median(measured.Select(round => round.Without)), "N0"), Number(Median(measured.Select(round => round.With)), "N0"),
            Number(share, "P0"), Number(LeastShare, "P0"),
            Number(cpuWithout.TotalMicroseconds / messages / rounds, "F1"), Number(cpuWith.TotalMicroseconds / messages / rounds, "F1"));
        return share >= LeastShare;
    }

    static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted[sorted.Count / 2];
    }

    static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
