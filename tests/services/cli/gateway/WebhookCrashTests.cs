using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rampart.EndToEnd.Tool;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Cli.Tests;

/// <summary>Deliveries while the gateway is killed.</summary>
public sealed class WebhookCrashTests
{
    const string Place = "https://account.blob.core.windows.net/data";
    const int Events = 240, Deliverers = 6;

    [Fact]
    public async Task Every_event_that_was_answered_is_kept_once_however_often_the_gateway_is_killed()
    {
        await using GatewayPlace place = await GatewayPlace.CreateAsync();
        await using ServiceProvider store = Store(place);
        PipelineDefinition pipeline = store.GetRequiredService<PipelineReader>().Read(
            $$"""
            {{await File.ReadAllTextAsync(place.Work.Pipeline)}}
            triggers:
              on:
                - { name: data-arrived, place: "{{Place}}", prefix: shards/ }
            """,
            "pipeline", []);
        await store.GetRequiredService<WatchRegister>().AddAsync(pipeline, "tests", CancellationToken.None);

        ServedProcess gateway = await place.ServeGatewayAsync();
        using var http = new HttpClient { BaseAddress = new Uri(place.Url) };
        int answered = 0;
        Task delivering = Task.WhenAll(Enumerable.Range(0, Deliverers).Select(deliverer => Task.Run(async () =>
        {
            for (int number = deliverer; number < Events; number += Deliverers)
            {
                await DeliverAsync(http, number);
                Interlocked.Increment(ref answered);
            }
        })));
        foreach (int share in new[] { Events / 4, Events / 2 })
        {
            while (Volatile.Read(ref answered) < share)
            {
                await Task.Delay(5);
            }
            await gateway.KillAsync();
            gateway.Dispose();
            gateway = await place.ServeGatewayAsync();
        }
        await delivering;
        await DeliverAsync(http, 0); // once more, late

        WatchState state = await store.GetRequiredService<WatchLogs>()[pipeline.Name].ReadAsync(CancellationToken.None);
        Assert.Equal((Events, Events), ((int)state.Accepted, state.Pending.Select(pending => pending.Cause.Subject).Distinct().Count()));
        Assert.Equal(0, await gateway.StopAsync());
        gateway.Dispose();
    }

    // As Event Grid does: again until the answer is 200.
    static async Task DeliverAsync(HttpClient http, int number)
    {
        string body = $$$"""
            [{"id":"{{{number}}}","subject":"/x","eventType":"Microsoft.Storage.BlobCreated","eventTime":"2026-06-26T18:41:00Z",
            "data":{"api":"PutBlob","eTag":"0x8D{{{number}}}","contentLength":5,"url":"{{{Place}}}/shards/{{{number}}}"}}]
            """;
        while (true)
        {
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await http.PostAsync($"/v1/webhooks/event-grid?code={GatewayPlace.Key}", content);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It is down; what it had not answered comes again.
            }
            await Task.Delay(20);
        }
    }

    static ServiceProvider Store(GatewayPlace place)
    {
        var services = new ServiceCollection();
        TinyStages.Add(services);
        return services.AddRampartStore(new RampartOptions { Store = Path.Combine(place.Work.Folder, "store") })
            .AddSingleton<StageCatalog>().AddSingleton<PipelineReader>().AddSingleton<WatchRegister>().AddSingleton<WatchLogs>().BuildServiceProvider();
    }
}
