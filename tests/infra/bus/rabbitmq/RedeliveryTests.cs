using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class RedeliveryTests
{
    [Fact]
    public async Task What_is_being_computed_when_the_connection_breaks_is_computed_once_and_answered()
    {
        BusOptions options = await Broker.Shared();
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var stage = new TestStage(context =>
        {
            begun.Release();
            gate.Wait(context.Cancellation);
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await BusFixture.Start(stage, new BusSetup { Options = options });
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await begun.WaitAsync();
        await Broker.CutConnections(options);
        await bus.Publish(new MineShard(TestStage.Order(2)));
        await begun.WaitAsync();
        gate.Set();

        string[] items = [(await bus.Next<WorkItemCompleted>()).Item, (await bus.Next<WorkItemCompleted>()).Item];
        Assert.Equal(["item-1", "item-2"], items.Order());
        Assert.Equal(2, stage.Executions);
    }

    [Fact]
    public async Task What_a_process_computes_that_is_killed_is_done_by_another()
    {
        BusOptions options = await Broker.Shared() with { DeliveryLimit = WorkerProcess.DeliveryLimit };
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await coordinator.Publish(new MineShard(TestStage.Order(1)));
        using (WorkerProcess killed = WorkerProcess.Start(WorkerProgram.Hangs, options, setup.Store))
        {
            await killed.Computes();
        }
        await using BusFixture worker = await BusFixture.Start(
            new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Store = setup.Store, Consumes = queue => queue == "mining" });
        Assert.Equal("item-1", (await coordinator.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task An_item_that_takes_every_worker_down_goes_to_the_dead_letters_and_the_next_one_is_done()
    {
        BusOptions options = await Broker.Shared() with { DeliveryLimit = WorkerProcess.DeliveryLimit };
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await coordinator.Publish(new MineShard(TestStage.Order(1)));
        for (int i = 0; i <= WorkerProcess.DeliveryLimit; i++)
        {
            using WorkerProcess worker = WorkerProcess.Start(WorkerProgram.Dies, options, setup.Store);
            Assert.NotEqual(0, await worker.Ended());
        }
        await Broker.Until(async () => await Broker.Count(options, "mining_error") == 1);

        await coordinator.Publish(new MineShard(TestStage.Order(2)));
        await using BusFixture healthy = await BusFixture.Start(
            new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Store = setup.Store, Consumes = queue => queue == "mining" });
        Assert.Equal("item-2", (await coordinator.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task A_worker_that_stops_gives_back_what_it_has_not_finished()
    {
        BusOptions options = await Broker.Shared();
        using var begun = new SemaphoreSlim(0);
        var endless = new TestStage(context =>
        {
            begun.Release();
            context.Cancellation.WaitHandle.WaitOne();
            context.Cancellation.ThrowIfCancellationRequested();
        });
        BusFixture stopping = await BusFixture.Start(endless, new BusSetup { Options = options });
        await stopping.Publish(new MineShard(TestStage.Order(1)));
        await begun.WaitAsync();
        await stopping.DisposeAsync();

        await using BusFixture next = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        Assert.Equal("item-1", (await next.Next<WorkItemCompleted>()).Item);
        Assert.Equal(0, await Broker.Count(options, "mining_error"));
    }

    [Fact]
    public async Task A_broker_that_dies_and_comes_back_loses_nothing()
    {
        await using RabbitMqServer server = await RabbitMqServer.StartAsync();
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var stage = new TestStage(context =>
        {
            begun.Release();
            gate.Wait(context.Cancellation);
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await BusFixture.Start(stage, new BusSetup { Options = new BusOptions { Uri = server.Uri } });
        for (ulong i = 0; i < 5; i++)
        {
            await bus.Publish(new MineShard(TestStage.Order(i)));
        }
        await begun.WaitAsync(); // one computes, others wait on the queue
        await server.KillAsync();
        Task publishedMeanwhile = bus.Publish(new MineShard(TestStage.Order(5)));
        gate.Set();
        await server.RestartAsync();

        await publishedMeanwhile;
        var completed = new HashSet<string>();
        while (completed.Count < 6)
        {
            completed.Add((await bus.Next<WorkItemCompleted>()).Item);
        }
        Assert.Equal(6, stage.Executions);
    }
}
