using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.RabbitMq;

public sealed class WorkerAvoidanceTests
{
    [Fact]
    public async Task A_result_is_verified_by_the_other_of_two_workers_whichever_gets_the_order_first()
    {
        BusOptions options = await Broker.Shared();
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await using BusFixture one = await Worker("one:1", TestStage.WriteSeed), other = await Worker("other:2", TestStage.WriteSeed);
        for (ulong seed = 0; seed < 6; seed++)
        {
            await coordinator.Publish(new MineShard(TestStage.Order(seed)));
            WorkItemCompleted completed = await coordinator.Next<WorkItemCompleted>();
            string computedBy = (await coordinator.Results.FindRecordAsync(completed.ExecutionKey, default))!.Worker;
            await coordinator.Publish(new MineShard(TestStage.Order(seed) with { Verify = new VerifyRequest(computedBy) }));

            WorkItemVerified verified = await coordinator.Next<WorkItemVerified>();
            Assert.Equal((computedBy, computedBy == "one:1" ? "other:2" : "one:1"), (verified.ComputedBy, verified.VerifiedBy));
        }

        Task<BusFixture> Worker(string name, Action<StageContext> execute) => BusFixture.Start(
            new TestStage(execute), new BusSetup { Options = options, Store = setup.Store, Worker = name, Consumes = queue => queue == "mining" });
    }

    [Fact]
    public async Task Two_workers_with_one_place_each_that_hold_their_own_orders_exchange_them()
    {
        BusOptions options = await Broker.Shared();
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        await using BusFixture one = await Worker("one:1"), other = await Worker("other:2");
        for (ulong seed = 0; seed < 6; seed++)
        {
            await coordinator.Publish(new MineShard(TestStage.Order(seed)));
            await coordinator.Next<WorkItemCompleted>();
        }
        for (ulong seed = 0; seed < 6; seed++)
        {
            await coordinator.Publish(new MineShard(TestStage.Order(seed) with { Verify = new VerifyRequest(seed % 2 == 0 ? "one:1" : "other:2") }));
        }
        for (int answers = 0; answers < 6; answers++)
        {
            WorkItemVerified verified = await coordinator.Next<WorkItemVerified>();
            Assert.NotEqual(verified.ComputedBy, verified.VerifiedBy);
        }

        Task<BusFixture> Worker(string name) => BusFixture.Start(
            new TestStage(TestStage.WriteSeed),
            new BusSetup { Options = options, Store = setup.Store, Worker = name, Slots = 1, Consumes = queue => queue == "mining" });
    }

    [Fact]
    public async Task A_worker_that_flips_a_bit_is_found_out_by_the_other()
    {
        BusOptions options = await Broker.Shared();
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        WorkOrder order = TestStage.Order(1);
        await using BusFixture broken = await BusFixture.Start(
            new TestStage(context => context.Outputs.Write("seed", MediaTypes.Json, stream => stream.WriteByte((byte)'0'))),
            new BusSetup { Options = options, Store = setup.Store, Worker = "broken:1", Consumes = queue => queue == "mining" });
        await coordinator.Publish(new MineShard(order));
        await coordinator.Next<WorkItemCompleted>();
        await using BusFixture whole = await BusFixture.Start(
            new TestStage(TestStage.WriteSeed),
            new BusSetup { Options = options, Store = setup.Store, Worker = "whole:2", Consumes = queue => queue == "mining" });
        await coordinator.Publish(new MineShard(order with { Verify = new VerifyRequest("broken:1") }));

        ResultDivergence divergence = (await coordinator.Next<WorkItemDisagreed>()).Failure.Divergence!;
        Assert.Equal("$ is 0 there and 1 here", divergence.Difference);
        Assert.Equal(("broken:1", "whole:2"), (divergence.Stored.Worker, divergence.Other.Worker));
    }

    [Fact]
    public async Task The_only_worker_of_a_queue_verifies_its_own_results()
    {
        BusOptions options = await Broker.Shared();
        await using BusFixture alone = await BusFixture.Start(new TestStage(TestStage.WriteSeed), new BusSetup { Options = options });
        await alone.Publish(new MineShard(TestStage.Order(1)));
        await alone.Next<WorkItemCompleted>();
        await alone.Publish(new MineShard(TestStage.Order(1) with { Verify = new VerifyRequest("host:1") }));

        Assert.Equal("host:1", (await alone.Next<WorkItemVerified>()).VerifiedBy);
    }

    [Fact]
    public async Task What_a_verifier_computes_that_is_killed_is_verified_by_another()
    {
        BusOptions options = await Broker.Shared() with { DeliveryLimit = WorkerProcess.DeliveryLimit };
        using var setup = new BusSetup { Options = options, Consumes = queue => queue == QueueNames.Coordination };
        await using BusFixture coordinator = await BusFixture.Start(new TestStage(TestStage.WriteSeed), setup);
        WorkOrder order = TestStage.Order(1);
        await using (BusFixture first = await Worker("first:1"))
        {
            await coordinator.Publish(new MineShard(order));
            await coordinator.Next<WorkItemCompleted>();
        }
        await coordinator.Publish(new MineShard(order with { Verify = new VerifyRequest("first:1") }));
        using (WorkerProcess killed = WorkerProcess.Start(WorkerProgram.Hangs, options, setup.Store))
        {
            await killed.Computes();
        }
        await using BusFixture second = await Worker("second:2");

        Assert.Equal("second:2", (await coordinator.Next<WorkItemVerified>()).VerifiedBy);

        Task<BusFixture> Worker(string name) => BusFixture.Start(
            new TestStage(TestStage.WriteSeed), new BusSetup { Options = options, Store = setup.Store, Worker = name, Consumes = queue => queue == "mining" });
    }
}
