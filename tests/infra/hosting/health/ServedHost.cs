using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus;

namespace Rampart.Hosting.Tests;

/// <summary>A host that serves on a free port, over a bus of its own.</summary>
sealed class ServedHost : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-served-").FullName;
    readonly IHost _host;

    ServedHost(string service, string? store, BusOptions? bus, Action<IServiceCollection>? add)
    {
        int port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var options = new RampartOptions
        {
            Store = store ?? _folder,
            Bus = bus ?? new BusOptions(),
            Http = new HttpOptions { Host = "127.0.0.1", Port = port },
            Log = new LogOptions { Level = LogLevel.None },
        };
        _host = ServiceHost.Build(options, [service], add ?? (_ => { }));
    }

    public HttpClient Http { get; }

    public static async Task<ServedHost> StartAsync(string service, string? store = null, BusOptions? bus = null, Action<IServiceCollection>? add = null)
    {
        var served = new ServedHost(service, store, bus, add);
        await served._host.StartAsync();
        await served._host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
        return served;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync()
    {
        using HttpResponseMessage response = await Http.GetAsync("/health/ready");
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, body.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
