using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Rampart.Contracts;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class TopologyTests
{
    [Fact]
    public async Task What_is_published_before_any_service_ran_is_done_when_the_service_comes()
    {
        BusOptions options = await Broker.Shared();
        await using (BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false }))
        {
            await tool.Publish(new MineShard(TestStage.Order(1)));
        }
        Assert.Equal(1, await Broker.Count(options, "mining"));

        await using BusFixture service = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        Assert.Equal("item-1", (await service.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task An_answer_that_comes_while_no_coordinator_runs_waits_for_it()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture worker = await BusFixture.Start(
            new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = queue => queue == "mining" });
        await worker.Publish(new MineShard(TestStage.Order(1)));
        await Broker.Until(async () => await Broker.Count(options, "coordination") == 1);

        await using BusFixture coordinator = await BusFixture.Start(
            new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = queue => queue == "coordination" });
        Assert.Equal("item-1", (await coordinator.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task Every_process_declares_all_shared_queues_and_their_dead_letters_when_it_starts()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false });
        foreach (string queue in new[] { "mining", "mining_error", "coordination", "coordination_error" })
        {
            Assert.Equal(0, await Broker.Count(options, queue));
        }
    }

    [Fact]
    public async Task A_command_that_no_queue_takes_is_an_error_of_its_publisher_and_not_lost()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Consumes = _ => false });
        await tool.Publish(new MineShard(TestStage.Order(1)));
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync("mining");

        await Assert.ThrowsAsync<MessageReturnedException>(() => tool.Publish(new MineShard(TestStage.Order(2))));
        await tool.Publish(new MineShard(TestStage.Order(3)));
        Assert.Equal(1, await Broker.Count(options, "mining"));
    }

    [Fact]
    public async Task What_no_shared_queue_takes_may_find_no_listener()
    {
        await using BusFixture tool = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = await Broker.Shared() });
        await tool.Publish(new StartRun("run-1"));
    }

    [Fact]
    public async Task One_coordinator_at_a_time_hears_the_answers_and_another_takes_over_when_it_goes()
    {
        BusOptions options = await Broker.Shared();
        BusFixture first = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await using BusFixture second = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        for (ulong i = 0; i < 4; i++)
        {
            await second.Publish(new MineShard(TestStage.Order(i)));
        }
        for (int i = 0; i < 4; i++)
        {
            await first.Next<WorkItemCompleted>();
        }
        await first.DisposeAsync();
        await second.Publish(new MineShard(TestStage.Order(5)));
        Assert.Equal("item-5", (await second.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task Each_process_hears_that_a_run_ended()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture first = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await using BusFixture second = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await first.Publish(new RunFinished("run-1", "cancelled", null));
        foreach (BusFixture process in new[] { first, second })
        {
            var ended = process.App.Services.GetRequiredService<EndedRuns>();
            await Broker.Until(() =>
            {
                using WantedItem late = ended.Want(TestStage.Order(1));
                return Task.FromResult(late.Token.IsCancellationRequested);
            });
        }
    }
}
