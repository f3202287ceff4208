using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Bus.Journaling;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests;

/// <summary>A worker with one stage, registered as the services register themselves, and a stand-in for the coordinator that hears its answers.</summary>
sealed class BusFixture :
    IAsyncDisposable, IConsumer<WorkItemCompleted>, IConsumer<WorkItemFailed>, IConsumer<WorkItemBlocked>, IConsumer<WorkItemVerified>, IConsumer<WorkItemDisagreed>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Channel<object> _seen = Channel.CreateUnbounded<object>();
    readonly BusSetup _setup;

    BusFixture(IStage stage, BusSetup setup)
    {
        _setup = setup;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        setup.Services(builder.Services);
        builder.Services
            .AddTestWorker(setup)
            .AddSingleton(stage)
            .AddSingleton(this)
            .AddSingleton(new ProgressListener(_seen.Writer))
            .AddWorkConsumer<MineShard>("mining")
            .AddToBus("coordination", bus => bus.AddConsumer<BusFixture>().Endpoint(e => e.Name = "coordination"))
            .AddToBus(null, bus => bus.AddConsumer<ProgressListener>().Endpoint(e => (e.Name, e.Temporary) = ($"listener-{NewId.NextGuid():n}", true)));
        if (setup.Journal is { } journal)
        {
            builder.Services.TryAddSingleton<IJournalStore, FileJournalStore>();
            builder.Services.AddMessageJournal(journal, setup.Options, setup.Consumes);
        }
        builder.Services
            .AddRampartBus(setup.Options, setup.Consumes);
        App = builder.Build();
    }

    public IHost App { get; }

    public string BlobFolder => Path.Combine(_setup.Store, "blobs");

    public IResultStore Results => App.Services.GetRequiredService<IResultStore>();

    public IArtifactStore Artifacts => App.Services.GetRequiredService<IArtifactStore>();

    public IRunLogStore Logs => App.Services.GetRequiredService<IRunLogStore>();

    /// <summary>Starts a worker and waits until its bus works.</summary>
    public static async Task<BusFixture> Start(IStage stage, BusSetup? setup = null)
    {
        BusFixture fixture = await StartUnready(stage, setup ?? new BusSetup());
        await fixture.Ready();
        return fixture;
    }

    /// <summary>Starts a worker whose broker may be away.</summary>
    public static async Task<BusFixture> StartUnready(IStage stage, BusSetup setup)
    {
        // MassTransit keeps the log of the bus that was used last, which a test before this one has disposed.
        LogContext.Current = null;
        var fixture = new BusFixture(stage, setup);
        await fixture.App.StartAsync();
        return fixture;
    }

    public Task Ready() => App.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);

    public Task Publish(object message) => App.Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, NewId.NextGuid(), default);

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

    public Task Consume(ConsumeContext<WorkItemBlocked> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public Task Consume(ConsumeContext<WorkItemVerified> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public Task Consume(ConsumeContext<WorkItemDisagreed> context) => _seen.Writer.WriteAsync(context.Message).AsTask();

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        App.Dispose();
        _setup.Dispose();
    }
}

/// <summary>Hears what is for people.</summary>
sealed class ProgressListener(ChannelWriter<object> seen) : IConsumer<WorkItemProgressed>
{
    public Task Consume(ConsumeContext<WorkItemProgressed> context) => seen.WriteAsync(context.Message).AsTask();
}
