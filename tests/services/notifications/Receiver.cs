using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rampart.Notifications.Tests;

/// <summary>Whoever is notified: a web server that answers as the test says and keeps what it got.</summary>
sealed class Receiver : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly WebApplication _app;

    Receiver(int port)
    {
        Url = new Uri($"http://127.0.0.1:{port}/hook");
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    public Uri Url { get; }

    /// <summary>Answers the request; 200 unless changed.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<(string Path, IHeaderDictionary Headers, byte[] Body)> Got { get; } = new();

    public static async Task<Receiver> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var receiver = new Receiver(port);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Returns when so many requests have come.</summary>
    public async Task HasAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (Got.Count < count)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Got.Enqueue((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
        await Answer(context);
    }
}
