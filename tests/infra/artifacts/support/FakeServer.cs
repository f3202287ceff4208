using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rampart.Artifacts.Tests;

/// <summary>An HTTP server that answers everything in the same way.</summary>
sealed class FakeServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Func<string, string> _answer;
    readonly Task _serving;

    /// <param name="answer">The whole answer to a request line; empty to never answer.</param>
    public FakeServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>An answer with headers and a body.</summary>
    public static string Answer(int status, string headers, string body) =>
        $"HTTP/1.1 {status} Answer\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream());
                string request = await reader.ReadLineAsync(_end.Token) ?? "";
                while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
                {
                }
                string answer = _answer(request);
                if (answer.Length == 0)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client went away, or the test did.
            }
        }
    }
}
