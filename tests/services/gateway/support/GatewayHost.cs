using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus;
using Rampart.Coordination;
using Rampart.EndToEnd.Tool;
using Rampart.Gateway.Problems;
using Rampart.Hosting;
using Rampart.Testing;
using Rampart.Triggers;

namespace Rampart.Gateway.Tests;

/// <summary>A gateway on a free port, with the tiny services on a bus inside the same process, a folder as the store and a key for each scope.</summary>
sealed class GatewayHost : IAsyncDisposable
{
    public const string Read = "read-key-0123456789-0123456789-01", Trigger = "trigger-key-0123456789-0123456789", Submit = "submit-key-0123456789-0123456789",
        Promote = "promote-key-0123456789-0123456789", Admin = "admin-key-0123456789-0123456789-0";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly string[] Names = [ServiceNames.Gateway, QueueNames.Coordination, "preprocessing", "mining", "training"];
    readonly IHost _host;

    GatewayHost(Workplace work, IHost host, Uri address)
    {
        (Work, _host) = (work, host);
        Http = new HttpClient { BaseAddress = address };
    }

    public Workplace Work { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<GatewayHost> StartAsync(Func<GatewayOptions, GatewayOptions>? change = null, Action<IServiceCollection>? add = null, int rounds = 20_000)
    {
        var work = new Workplace(rounds, rounds);
        int port = FreePort();
        var options = new RampartOptions
        {
            Store = Path.Combine(work.Folder, "store"),
            Concurrency = 2,
            Http = new HttpOptions { Host = "127.0.0.1", Port = port },
            Log = new LogOptions { Level = LogLevel.None },
        };
        var log = new QueueLog();
        IHost host = ServiceHost.Build(options, Names, services =>
        {
            TinyStages.Add(services);
            services.AddCoordination(new CoordinationOptions());
            services.AddSingleton<ITriggerInbox>(new FolderInbox(Path.Combine(work.Folder, "inbox")));
            add?.Invoke(services);
            var gateway = new GatewayOptions
            {
                Keys = new() { ["reader"] = Read, ["webhook"] = Trigger, ["submitter"] = Submit, ["promoter"] = Promote, ["operator"] = Admin },
                Scopes = new() { ["reader"] = "read", ["webhook"] = "trigger", ["submitter"] = "read,submit", ["promoter"] = "read,promote", ["operator"] = "admin" },
                DataFolders = work.Folder,
            };
            services.AddGateway(change?.Invoke(gateway) ?? gateway, options.Bus);
        });
        var served = new GatewayHost(work, host, new Uri($"http://127.0.0.1:{port}"));
        log.Lines = served.Log;
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
        return served;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key = Admin, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> GetAsync(string path, string key = Read)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, path, key);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Asserts that the answer is a whole problem with this status.</summary>
    public static async Task<Problem> ProblemAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode} instead of {status}: {body}");
        Assert.Equal(Problem.MediaType, response.Content.Headers.ContentType?.MediaType);
        Problem problem = JsonSerializer.Deserialize<Problem>(body, GatewayJson.Options)!;
        Assert.Equal((int)status, problem.Status);
        Assert.All([problem.Detail, problem.Where, problem.Fix, problem.Type, problem.Title], Assert.NotEmpty);
        Assert.DoesNotContain("   at ", body);
        return problem;
    }

    public async Task<string> SubmitAsync(string query = "")
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, $"/v1/runs{query}", Submit, Yaml(await File.ReadAllTextAsync(Work.Pipeline)));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, body);
        string run = JsonDocument.Parse(body).RootElement.GetProperty("run").GetString()!;
        Assert.Equal($"/v1/runs/{run}", response.Headers.Location!.OriginalString);
        return run;
    }

    public static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async Task StopAsync() => await _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Http.Dispose();
        Work.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
