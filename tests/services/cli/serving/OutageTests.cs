using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class OutageTests
{
    [Fact]
    public async Task A_service_whose_broker_goes_away_is_not_ready_but_lives_recovers_and_still_stops_in_order()
    {
        using var place = new Workplace();
        await using RabbitMqServer broker = await RabbitMqServer.StartAsync();
        int port = FreePort();
        var environment = new Dictionary<string, string> { ["Rampart__Bus__Uri"] = broker.Uri.ToString(), ["Rampart__Store"] = place.Folder };
        using var mining = new ServedProcess(environment, "mining", "--port", $"{port}", "--host", "127.0.0.1");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await mining.SaysAsync("Serving");
        await AnswersAsync(http, HttpStatusCode.OK);

        await broker.KillAsync();
        JsonElement bus = (await AnswersAsync(http, HttpStatusCode.ServiceUnavailable)).GetProperty("checks")[0];
        Assert.Equal(("bus", "failed"), (bus.GetProperty("name").GetString(), bus.GetProperty("status").GetString()));
        Assert.Contains("rampart check", bus.GetProperty("fix").GetString());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);

        await broker.RestartAsync();
        await AnswersAsync(http, HttpStatusCode.OK);
        await broker.KillAsync();
        Assert.Equal(0, await mining.StopAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_2_and_says_how_to_choose_another()
    {
        using var place = new Workplace();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var environment = new Dictionary<string, string> { ["Rampart__Bus__Uri"] = (await RabbitMqServer.Shared).TakeVirtualHost().ToString(), ["Rampart__Store"] = place.Folder };
        using var mining = new ServedProcess(environment, "mining", "--host", "127.0.0.1", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(2, await mining.EndedAsync());
        Assert.Contains(mining.Lines, line => line.Contains("--port N", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_can_not_use_its_store_ends_with_3_before_it_takes_a_message()
    {
        var environment = new Dictionary<string, string>
        {
            ["Rampart__Bus__Uri"] = (await RabbitMqServer.Shared).TakeVirtualHost().ToString(),
            ["Rampart__Store"] = "/proc/nowhere",
            ["Rampart__Http__Port"] = "0",
        };
        using var mining = new ServedProcess(environment, "mining");
        Assert.Equal(3, await mining.EndedAsync());
        Assert.Contains(mining.Lines, line => line.StartsWith("rampart: The store /proc/nowhere can't be opened", StringComparison.Ordinal));
    }

    // Asks until the answer has this status; the first ones may find nobody listening yet.
    static async Task<JsonElement> AnswersAsync(HttpClient http, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await http.GetAsync("/health/ready", patience.Token);
                if (response.StatusCode == status)
                {
                    return JsonDocument.Parse(await response.Content.ReadAsStringAsync(patience.Token)).RootElement;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100, patience.Token);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
