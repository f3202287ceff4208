using System.Net;
using System.Net.Sockets;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>A gateway in a process of its own, over a broker and a folder, and commands that reach nothing but the gateway.</summary>
sealed class GatewayPlace : IAsyncDisposable
{
    public const string Key = "cli-gateway-key-0123456789-0123456789";
    readonly BrokerPlace _place;
    readonly int _port;

    GatewayPlace(BrokerPlace place, int port)
    {
        (_place, _port) = (place, port);
        Environment = new Dictionary<string, string>
        {
            ["Rampart__Gateway__Url"] = Url,
            ["Rampart__Gateway__Key"] = Key,
            ["Rampart__Store"] = Path.Combine(place.Work.Folder, "nothing-here"),
        };
    }

    public Workplace Work => _place.Work;

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>What commands know.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public string Broker => _place.Environment["Rampart__Bus__Uri"];

    public static async Task<GatewayPlace> CreateAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new GatewayPlace(await BrokerPlace.CreateAsync(), ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    public ServedProcess Serve(params string[] services) => _place.Serve(services);

    /// <summary>Starts the gateway and waits until it answers.</summary>
    public async Task<ServedProcess> ServeGatewayAsync()
    {
        var gateway = new ServedProcess(
            new Dictionary<string, string>(_place.Environment)
            {
                ["Rampart__Http__Port"] = $"{_port}",
                ["Rampart__Http__Host"] = "127.0.0.1",
                ["Rampart__Gateway__Keys__tests"] = Key,
                ["Rampart__Gateway__Scopes__tests"] = "admin",
                ["Rampart__Gateway__DataFolders"] = Work.Folder,
            },
            "gateway");
        await gateway.SaysAsync("Serving");
        using var http = new HttpClient { BaseAddress = new Uri(Url) };
        while (!gateway.HasEnded && !await IsReadyAsync(http))
        {
            await Task.Delay(20);
        }
        return gateway;
    }

    public Task<ToolResult> Run(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Tiny, Environment, arguments);

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
