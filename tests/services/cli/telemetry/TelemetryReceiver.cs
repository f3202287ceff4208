using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rampart.Cli.Tests;

/// <summary>Takes what a process exports over OTLP/HTTP, and keeps the bodies by path. Texts stand in the protobuf as they are.</summary>
sealed class TelemetryReceiver : IAsyncDisposable
{
    readonly ConcurrentQueue<(string Path, string Body)> _received = new();
    readonly HttpListener _listener = new();
    readonly Task _receiving;

    public TelemetryReceiver()
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _receiving = ReceiveAsync();
    }

    public string Address { get; }

    public string Received(string path) => string.Concat(_received.Where(request => request.Path == path).Select(request => request.Body));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _receiving;
        _listener.Close();
    }

    async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using var body = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                _received.Enqueue((context.Request.Url!.AbsolutePath, await body.ReadToEndAsync()));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
