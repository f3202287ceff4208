using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus.RabbitMq;
using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class DeafEndpointTests(ImpatientBroker broker) : IClassFixture<ImpatientBroker>
{
    BusSetup Setup() => new() { Options = new BusOptions { Uri = broker.Server.Uri } };

    [Fact]
    public async Task An_endpoint_that_stays_deaf_ends_the_process_with_a_code_that_a_supervisor_sees()
    {
        using var setup = Setup();
        using WorkerProcess worker = WorkerProcess.Start(WorkerProgram.Deaf, setup.Options, setup.Store);
        await Broker.Until(() => Broker.Has(setup.Options, "stubborn"));
        await Broker.Put(setup.Options, "stubborn", """{"messageType":["urn:message:Rampart.Contracts:CancelRun"],"message":{}}"""u8.ToArray());
        Assert.Equal(new DeafnessOptions().ExitCode, await worker.Ended());
    }

    [Fact]
    public async Task An_item_that_computes_longer_than_the_broker_waits_leaves_its_endpoint_hearing()
    {
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var stage = new TestStage(context =>
        {
            begun.Release();
            gate.Wait(context.Cancellation);
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await BusFixture.Start(stage, Setup());
        var hearing = bus.App.Services.GetRequiredService<EndpointHearing>();
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await begun.WaitAsync();
        await Broker.Until(() => Task.FromResult(hearing.Deaf.Contains("mining")));
        await Broker.Until(() => Task.FromResult(hearing.Deaf.Count == 0));
        gate.Set();
        Assert.Equal("item-1", (await bus.Next<WorkItemCompleted>()).Item);
        Assert.Equal(1, stage.Executions);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for()
    {
        var log = new CollectedLog();
        await using BusFixture bus = await BusFixture.StartUnready(new TestStage(TestStage.WriteSeed), new BusSetup
        {
            Options = new BusOptions { Uri = new Uri($"amqp://127.0.0.1:{broker.Server.Port + 3}") }, // nobody listens there
            Services = services => services
                .AddSingleton(new DeafnessOptions { Interval = TimeSpan.FromSeconds(0.01), Patience = TimeSpan.FromSeconds(0.02) })
                .AddLogging(logging => logging.AddProvider(log)),
        });
        await Broker.Until(() => Task.FromResult(log.Lines.Count(line => line.Contains("Waiting for it")) >= 20));
        Assert.False(bus.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        Assert.Equal(0, bus.App.Services.GetRequiredService<ProcessExit>().Code);
    }
}

/// <summary>A broker that takes a message back from its handler after a second.</summary>
public sealed class ImpatientBroker : IAsyncLifetime
{
    public RabbitMqServer Server { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Server = await RabbitMqServer.StartAsync(_ => "consumer_timeout = 1000", advanced: "[{rabbit, [{channel_tick_interval, 500}]}].");

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
