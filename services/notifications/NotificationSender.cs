using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Rampart.Notifications;

/// <summary>Posts notifications until they are taken, for as long as the bus lets a message be handled.</summary>
public sealed partial class NotificationSender : IDisposable
{
    const string Delivery = "Rampart-Delivery", Event = "Rampart-Event";
    const int HeaderKilobytes = 16;
    readonly NotificationOptions _options;
    readonly NotificationRetries _retries;
    readonly TimeProvider _time;
    readonly ILogger<NotificationSender> _logger;
    readonly HttpClient _http;

    /// <summary>A sender to the address of the options.</summary>
    public NotificationSender(NotificationOptions options, NotificationRetries retries, TimeProvider time, ILogger<NotificationSender> logger)
    {
        (_options, _retries, _time, _logger) = (options, retries, time, logger);
        // No redirects: whoever answers must not choose where the signed body goes next.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = HeaderKilobytes,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = options.Timeout,
        };
    }

    /// <summary>Returns when the notification has been taken.</summary>
    /// <exception cref="NotificationException">It was not, in all attempts.</exception>
    public async Task SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = notification.ToJson();
        for (int attempt = 0; ; attempt++)
        {
            string? refusal = await TryAsync(notification, body, cancellation);
            if (refusal is null)
            {
                LogTaken(notification.Event, notification.Run, notification.Id);
                return;
            }
            if (attempt == _retries.Pauses.Count)
            {
                throw new NotificationException(
                    $"Notification {notification.Id} ({notification.Event} of run {notification.Run}) was not taken in {attempt + 1} attempts: {refusal} "
                    + "See that Rampart__Notifications__Url answers with 2xx; then `rampart faults retry`.");
            }
            LogRefused(notification.Event, notification.Run, refusal, _retries.Pauses[attempt]);
            await Task.Delay(_retries.Pauses[attempt], _time, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Null when it was taken. The body of the answer is not read, whatever its length.
    async Task<string?> TryAsync(Notification notification, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(Delivery, notification.Id.ToString());
        request.Headers.Add(Event, notification.Event);
        request.Headers.Add(NotificationSignature.Header, NotificationSignature.Of(body, _options.Key!, _time.GetUtcNow()));
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.IsSuccessStatusCode ? null : $"it was answered with {(int)response.StatusCode}.";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"nobody answered within {_options.Timeout.TotalSeconds} seconds.";
        }
    }

    // Link-local addresses belong to a cloud's machinery, which hands out credentials there; no receiver of notifications lives there.
    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        IPAddress[] allowed = [.. addresses.Where(address => !IsLinkLocal(address))];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} has no address that notifications may go to.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.MapToIPv4().GetAddressBytes() is [169, 254, ..] && (address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6));

    [LoggerMessage(LogLevel.Information, "Told of {Event} of run {Run} (delivery {Id}).")]
    partial void LogTaken(string @event, string run, Guid id);

    [LoggerMessage(LogLevel.Warning, "Could not tell of {Event} of run {Run}: {Why} Trying again in {Pause}.")]
    partial void LogRefused(string @event, string run, string why, TimeSpan pause);
}
