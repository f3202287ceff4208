using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>A real broker that runs with the files of infra/deploy/broker: settings, TLS, definitions. Paths and ports are those of the test, and it also has the guest of its fixture.</summary>
[CollectionDefinition(Tests)]
public sealed class DeployedBroker : IAsyncLifetime, ICollectionFixture<DeployedBroker>
{
    /// <summary>The tests that share it.</summary>
    public const string Tests = "deployed broker";

    const int TlsPort = 3;
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-deploy-");
    readonly int _apiPort = FreePort();
    RabbitMqServer? _server;

    /// <summary>The password of the services' user.</summary>
    public string BusPassword { get; } = NewPassword();

    /// <summary>The password of the user that reads queue lengths.</summary>
    public string ScalerPassword { get; } = NewPassword();

    /// <summary>The authority's certificate.</summary>
    public string CaFile => Path.Combine(_folder.FullName, "ca.crt");

    /// <summary>The broker's virtual host of the services, over TLS.</summary>
    public Uri Uri => new($"amqps://127.0.0.1:{_server!.Port + TlsPort}/{BrokerFiles.VirtualHost}");

    /// <summary>A virtual host without any definitions, and its administrator.</summary>
    public Uri TakeVirtualHost() => _server!.TakeVirtualHost();

    public async Task InitializeAsync()
    {
        BrokerCertificate.Write(_folder.FullName);
        string definitions = Path.Combine(_folder.FullName, "definitions.json");
        await File.WriteAllTextAsync(definitions, await DefinitionsScript.RunAsync(new Dictionary<string, string>
        {
            ["RAMPART_BUS_PASSWORD"] = BusPassword,
            ["RAMPART_SCALER_PASSWORD"] = ScalerPassword,
        }));
        // The node inherits it; nothing else here reads it.
        Environment.SetEnvironmentVariable("RABBITMQ_ENABLED_PLUGINS", "rabbitmq_management");
        _server = await RabbitMqServer.StartAsync(port => Settings(port + TlsPort, definitions), virtualHosts: 1);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        _folder.Delete(recursive: true);
    }

    /// <summary>Asks the broker's HTTP API, over TLS.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Answer)> Api(HttpMethod method, string path, string user, string password)
    {
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.ExportCertificatePem() == File.ReadAllText(CaFile),
        });
        using var request = new HttpRequestMessage(method, $"https://127.0.0.1:{_apiPort}/api/{path}");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    /// <summary>What there is in a virtual host.</summary>
    public async Task<JsonObject> Definitions(string virtualHost) => (await Api(HttpMethod.Get, $"definitions/{virtualHost}", "guest", "guest")).Answer!.AsObject();

    // The fixture loads its own definitions in the place of ours, which come by the broker's second way of loading a file.
    string Settings(int tlsPort, string definitions) => string.Join('\n',
        DeployFiles.Real.Text(BrokerFiles.Settings)
            .Replace("load_definitions =", "definitions.import_backend = local_filesystem\ndefinitions.local.path =", StringComparison.Ordinal)
            .Replace("/run/rampart/definitions.json", definitions, StringComparison.Ordinal),
        DeployFiles.Real.Text(BrokerFiles.Tls)
            .Replace("listeners.tcp = none", "", StringComparison.Ordinal)
            .Replace("= 5671", $"= {tlsPort}", StringComparison.Ordinal)
            .Replace("= 15671", $"= {_apiPort}", StringComparison.Ordinal)
            .Replace("/etc/rabbitmq/tls", _folder.FullName, StringComparison.Ordinal),
        "collect_statistics_interval = 500");

    static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
