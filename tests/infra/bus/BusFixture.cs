using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests;

/// <summary>A worker with one stage on an in-memory bus, registered as the services register themselves.</summary>
sealed class BusFixture : IAsyncDisposable, IConsumer<WorkItemCompleted>, IConsumer<WorkItemFailed>, IConsumer<WorkItemProgressed>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Channel<object> _seen = Channel.CreateUnbounded<object>();
    readonly string _root = Directory.CreateTempSubdirectory("rampart-bus-").FullName;
    readonly IHost _host;

    BusFixture(IStage stage, int slots)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(StoreFolder.Open(_root))
            .AddSingleton<FileArtifactStore>()
            .AddSingleton<IArtifactStore>(s => s.GetRequiredService<FileArtifactStore>())
            .AddSingleton<IResultStore, FileResultStore>()
            .AddSingleton<INumerics, TestNumerics>()
            .AddSingleton(new ComputeSlots(slots))
            .AddSingleton(new WarmCache())
            .AddSingleton(new Worker("test", "host:1"))
            .AddSingleton<WorkItemExecutor>()
            .AddSingleton(new RetryPolicy([TimeSpan.Zero, TimeSpan.Zero]))
            .AddSingleton(stage)
            .AddSingleton(this)
            .AddWorkConsumer<MineShard>("mining")
            .AddToBus(null, bus => bus.AddConsumer<BusFixture>().Endpoint(e => e.Name = "test"))
            .AddRampartBus(new BusOptions());
        _host = builder.Build();
    }

    public string BlobFolder => Path.Combine(_root, "blobs");

    public IResultStore Results => _host.Services.GetRequiredService<IResultStore>();

    public IArtifactStore Artifacts => _host.Services.GetRequiredService<IArtifactStore>();

    public static async Task<BusFixture> Start(IStage stage, int slots = 2)
    {
        var fixture = new BusFixture(stage, slots);
        await fixture._host.StartAsync();
        return fixture;
    }

    public Task Publish(object message) => _host.Services.GetRequiredService<IBus>().Publish(message);

    /// <summary>The next message of this type that was published; others are passed over.</summary>
    public async Task<T> Next<T>()
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (object message in _seen.Reader.ReadAllAsync(patience.Token))
        {
            if (message is T wanted)
            {
                return wanted;
            }
        }
        throw new InvalidOperationException($"No {typeof(T).Name} came.");
    }

    public Task Consume(ConsumeContext<WorkItemCompleted> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public Task Consume(ConsumeContext<WorkItemFailed> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public Task Consume(ConsumeContext<WorkItemProgressed> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
