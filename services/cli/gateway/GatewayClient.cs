using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Rampart.Gateway.Problems;

namespace Rampart.Cli.Gateway;

/// <summary>The connection of a command to a gateway.</summary>
sealed class GatewayClient : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    readonly HttpClient _http;

    /// <summary>A connection; nothing is sent yet.</summary>
    /// <exception cref="UsageException">There is no key, or the address is none.</exception>
    public GatewayClient(GatewayAccessOptions access)
    {
        Uri address = access.Url!;
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw new UsageException($"{address} is not the address of a gateway. Write https://HOST.");
        }
        if (string.IsNullOrEmpty(access.Key))
        {
            throw new UsageException("the gateway asks for a key. Set the environment variable Rampart__Gateway__Key.");
        }
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Patience,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", access.Key) },
        };
    }

    /// <summary>The answer to a question.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) => Read<T>(await GetTextAsync(path, cancellation));

    /// <summary>The answer to a question, as it came.</summary>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>Has the gateway do something; the body says what, if anything has to.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body, options: CliJson.Options)),
        };
        using HttpResponseMessage response = await SendAsync(request, cancellation);
        return Read<T>(await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Sends a request; returns when the answer begins.</summary>
    /// <exception cref="UsageException">The gateway refuses what was asked.</exception>
    /// <exception cref="UnreachableException">The gateway can't be reached, can't answer now, or does not let this key in.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new UnreachableException($"the gateway {_http.BaseAddress} can't be reached: {e.Message} See that it runs and that --gateway is right.", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new UnreachableException($"the gateway {_http.BaseAddress} did not answer within {Patience.TotalSeconds} seconds.", e);
        }
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw await RefusalAsync(response, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string said;
        try
        {
            Problem problem = Read<Problem>(await response.Content.ReadAsStringAsync(cancellation));
            said = $"{problem.Detail} ({problem.Where}) {problem.Fix}";
        }
        catch (UnreachableException)
        {
            said = "it says nothing more; a proxy before it may have answered.";
        }
        string text = Terminal.WithoutControls($"the gateway {_http.BaseAddress} answers {(int)response.StatusCode}: {said}");
        bool isRefusal = (int)response.StatusCode is >= 400 and < 500
            && response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests);
        return isRefusal ? new UsageException(text) : new UnreachableException(text);
    }

    T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, CliJson.Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new UnreachableException($"what {_http.BaseAddress} answers is not what a gateway of this version does: {e.Message} See that --gateway names a gateway.", e);
        }
    }
}
