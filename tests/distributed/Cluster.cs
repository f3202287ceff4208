using Rampart.Testing;

namespace Rampart.Distributed.Tests;

/// <summary>Rampart as a platform engineer runs it: a broker, a blob server and every service in processes of their own.</summary>
sealed class Cluster : IAsyncDisposable
{
    readonly string _tool;
    readonly string _cache = Directory.CreateTempSubdirectory("rampart-cluster-").FullName;

    Cluster(string tool, RabbitMqServer broker, AzuriteServer blobs)
    {
        (_tool, Broker, Blobs) = (tool, broker, blobs);
        Environment = new Dictionary<string, string>
        {
            ["Rampart__Store"] = blobs.Container("rampart"),
            ["Rampart__Azure__ConnectionString"] = blobs.ConnectionString,
            ["Rampart__Azure__CacheFolder"] = _cache,
            ["Rampart__Bus__Uri"] = broker.Uri.ToString(),
            ["Rampart__Http__Port"] = "0",
            ["Rampart__Concurrency"] = "1",
        };
    }

    public RabbitMqServer Broker { get; }

    public AzuriteServer Blobs { get; }

    /// <summary>What every process of this cluster is configured with.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public IReadOnlyList<ServiceProcess> Services { get; private set; } = [];

    /// <summary>Starts the servers and, of each named service, as many processes as it is named.</summary>
    public static async Task<Cluster> StartAsync(string tool, params string[] services)
    {
        Task<RabbitMqServer> broker = RabbitMqServer.StartAsync();
        var cluster = new Cluster(tool, await broker, await AzuriteServer.StartAsync());
        cluster.Services = [.. services.Select(service => new ServiceProcess(service, tool, cluster.Environment))];
        return cluster;
    }

    /// <summary>Runs a command of the tool against this cluster.</summary>
    public Task<ToolResult> RunAsync(params string[] arguments) => ToolProcess.RunTool(_tool, Environment, arguments);

    /// <summary>Starts a command of the tool against this cluster.</summary>
    public ToolProcess Start(params string[] arguments) => ToolProcess.StartTool(_tool, Environment, arguments);

    /// <summary>The end of what each service wrote, for the message of a failed test.</summary>
    public string Tails => string.Join("\n\n", Services.Select(service => $"--- {service.Service} (started {service.Starts} times)\n{service.Tail}"));

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProcess service in Services)
        {
            await service.DisposeAsync();
        }
        await Broker.DisposeAsync();
        await Blobs.DisposeAsync();
        Directory.Delete(_cache, recursive: true);
    }
}
