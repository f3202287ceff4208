using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Coordination;
using Rampart.Gateway;
using Rampart.Hosting;
using Rampart.Triggers;
using Spectre.Console;

namespace Rampart.Benchmarks.Webhooks;

/// <summary>How long a delivery of events takes from its sending to the answer, which is when its causes are in the store (a folder on this disk).</summary>
static class WebhookBenchmark
{
    const string Place = "https://account.blob.core.windows.net/data", Watch = "benchmark", Key = "benchmark-key-0123456789-0123456789";
    const int Port = 18_473, WarmUps = 20;
    static readonly (int AtOnce, int Events)[] Cases = [(1, 1), (1, 100), (16, 1), (16, 100)];

    /// <summary>Measures and prints.</summary>
    /// <param name="deliveries">How many deliveries of each kind.</param>
    public static async Task RunAsync(int deliveries)
    {
        DirectoryInfo store = Directory.CreateTempSubdirectory("rampart-benchmark-");
        using IHost host = await StartAsync(store.FullName);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        var table = new Table().Border(TableBorder.Markdown).AddColumns("deliveries at once", "events each", "median, ms", "99th percentile, ms", "events/s");
        int number = 0;
        for (int warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await DeliverAsync(http, Interlocked.Increment(ref number), 1);
        }
        foreach ((int atOnce, int events) in Cases)
        {
            var times = new double[deliveries];
            long started = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, deliveries, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (index, _) =>
            {
                long sent = Stopwatch.GetTimestamp();
                await DeliverAsync(http, Interlocked.Increment(ref number), events);
                times[index] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            });
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Array.Sort(times);
            table.AddRow($"{atOnce}", $"{events}", Text(times[deliveries / 2]), Text(times[deliveries * 99 / 100]), Text(deliveries * events / seconds));
        }
        AnsiConsole.Write(table);
        await host.StopAsync();
        store.Delete(recursive: true);
    }

    static async Task<IHost> StartAsync(string store)
    {
        var options = new RampartOptions
        {
            Store = store, Http = new HttpOptions { Host = "127.0.0.1", Port = Port }, Log = new LogOptions { Level = LogLevel.None },
        };
        IHost host = ServiceHost.Build(options, [ServiceNames.Gateway], services => services.AddCoordination().AddGateway(
            new GatewayOptions { Keys = new() { ["benchmark"] = Key }, Scopes = new() { ["benchmark"] = "trigger" }, RequestsPerMinute = 1_000_000 }, options.Bus));
        var watch = new WatchDefinition(1, TimeProvider.System.GetUtcNow(), "benchmark", "1", "name: benchmark", [new WatchedPlace(Watch, Place, "")]);
        await host.Services.GetRequiredService<IDocumentStore>().TryCreateAsync(
            $"triggers/watches/{Watch}/00000001.json",
            JsonSerializer.SerializeToUtf8Bytes(watch, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }), CancellationToken.None);
        await host.StartAsync();
        return host;
    }

    static async Task DeliverAsync(HttpClient http, int number, int events)
    {
        string body = string.Join(',', Enumerable.Range(0, events).Select(i => $$$"""
            {"id":"{{{number}}}","subject":"/x","eventType":"Microsoft.Storage.BlobCreated","eventTime":"2026-06-26T18:41:00Z","data":{"api":"PutBlob","eTag":"0x8D","contentLength":5,"url":"{{{Place}}}/{{{number}}}-{{{i}}}"}}
            """));
        using var content = new StringContent($"[{body}]", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync($"/v1/webhooks/event-grid?code={Key}", content);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    static string Text(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
