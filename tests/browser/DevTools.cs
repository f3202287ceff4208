using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rampart.Browser.Tests;

/// <summary>A connection to a browser by its debugging protocol (Chrome DevTools Protocol): commands with answers, and events.</summary>
sealed class DevTools : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    readonly ClientWebSocket _socket;
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    readonly ConcurrentDictionary<string, Action<string, JsonNode>> _listeners = new();
    readonly SemaphoreSlim _sending = new(1);
    readonly Task _reading;
    int _last;

    DevTools(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, default);
        return new DevTools(socket);
    }

    /// <summary>Calls with each event of a session: its name and its parameters.</summary>
    public void Listen(string session, Action<string, JsonNode> listener) => _listeners[session] = listener;

    /// <summary>Sends a command and returns its result.</summary>
    /// <exception cref="InvalidOperationException">The browser refused it.</exception>
    public async Task<JsonNode> AskAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        int id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            command["sessionId"] = session;
        }
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, default);
        }
        finally
        {
            _sending.Release();
        }
        JsonNode said = await answer.Task.WaitAsync(Patience);
        return said["error"] is { } error ? throw new InvalidOperationException($"{method}: {error}") : said["result"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or JsonException)
        {
            foreach (TaskCompletionSource<JsonNode> asked in _asked.Values)
            {
                asked.TrySetException(new IOException("The browser hung up.", e));
            }
        }
    }

    void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_asked.TryRemove((int)id, out TaskCompletionSource<JsonNode>? asked))
            {
                asked.SetResult(message);
            }
        }
        else if (message["sessionId"] is { } session && _listeners.TryGetValue((string)session!, out Action<string, JsonNode>? listener))
        {
            listener((string)message["method"]!, message["params"]!);
        }
    }
}
