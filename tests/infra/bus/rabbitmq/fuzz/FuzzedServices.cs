using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;
using Rampart.Signing;
using Rampart.Stages;

namespace Rampart.Bus.Tests.RabbitMq.Fuzz;

/// <summary>All services in one process, with stages that do next to nothing, and a listener for answers.</summary>
sealed class FuzzedServices : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Channel<WorkItemCompleted> _answers = Channel.CreateUnbounded<WorkItemCompleted>();
    readonly BusSetup _setup;
    readonly IHost _host;

    FuzzedServices(BusSetup setup)
    {
        _setup = setup;
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        foreach (string kind in Commands.Keys)
        {
            builder.Services.AddSingleton<IStage>(new TestStage(TestStage.WriteSeed, kind));
        }
        builder.Services
            .AddTestWorker(setup)
            .AddSingleton<IDocumentStore, FileDocumentStore>()
            .AddSingleton(new SigningOptions())
            .AddSingleton(new StageCatalog([]))
            .AddCoordination()
            .AddWorkConsumer<PreprocessShard>("preprocessing")
            .AddWorkConsumer<MineShard>("mining")
            .AddWorkConsumer<PairShard>("pairing")
            .AddWorkConsumer<TrainSegment>("training")
            .AddWorkConsumer<EvaluateShard>("evaluation")
            .AddSingleton(new AnswerListener(_answers.Writer))
            .AddToBus(null, bus => bus.AddConsumer<AnswerListener>().Endpoint(e => (e.Name, e.Temporary) = ($"listener-{NewId.NextGuid():n}", true)))
            .AddRampartBus(setup.Options, setup.Consumes);
        _host = builder.Build();
    }

    /// <summary>The command of each queue of work items.</summary>
    public static IReadOnlyDictionary<string, Func<WorkOrder, object>> Commands { get; } = new Dictionary<string, Func<WorkOrder, object>>
    {
        ["preprocessing"] = order => new PreprocessShard(order),
        ["mining"] = order => new MineShard(order),
        ["pairing"] = order => new PairShard(order),
        ["training"] = order => new TrainSegment(order),
        ["evaluation"] = order => new EvaluateShard(order),
    };

    /// <summary>What was received and consumed.</summary>
    public Tally Tally { get; } = new();

    public static async Task<FuzzedServices> Start(BusSetup setup)
    {
        LogContext.Current = null;
        var services = new FuzzedServices(setup);
        var bus = services._host.Services.GetRequiredService<IBusControl>();
        bus.ConnectReceiveObserver(services.Tally);
        await services._host.StartAsync();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
        return services;
    }

    public Task Publish(object message) => _host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, NewId.NextGuid(), default);

    /// <summary>Waits until this item of this run is completed.</summary>
    public async Task Completed(string run, string item)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (WorkItemCompleted answer in _answers.Reader.ReadAllAsync(patience.Token))
        {
            if (answer.RunId == run && answer.Item == item)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _setup.Dispose();
    }
}

/// <summary>Hears answers as people do, beside the coordinator.</summary>
sealed class AnswerListener(ChannelWriter<WorkItemCompleted> answers) : IConsumer<WorkItemCompleted>
{
    public Task Consume(ConsumeContext<WorkItemCompleted> context) => answers.WriteAsync(context.Message).AsTask();
}
