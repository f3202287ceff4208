using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Runs;

public sealed class EndedRunsTests
{
    static readonly RunStarted Started = new("run-1", new ArtifactRef(new string('0', 64), 1, MediaTypes.Yaml), [], "cpu-float32", "test");

    static WorkOrder Order(ulong seed, int generation) => TestStage.Order(seed) with { Generation = generation };

    [Fact]
    public async Task An_order_of_a_generation_that_ended_is_dropped_and_one_of_a_later_generation_is_done()
    {
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        var ended = bus.App.Services.GetRequiredService<EndedRuns>();
        ended.End("run-1", 1);
        ended.End("run-1", 0); // late and out of order
        await bus.Publish(new MineShard(Order(0, 0)));
        await bus.Publish(new MineShard(Order(1, 1)));
        await bus.Publish(new MineShard(Order(2, 2)));
        Assert.Equal("item-2", (await bus.Next<WorkItemCompleted>()).Item);
    }

    [Fact]
    public async Task A_worker_that_did_not_hear_of_the_end_reads_it_in_the_log_and_computes_nothing()
    {
        var stage = new TestStage(TestStage.WriteSeed);
        await using BusFixture bus = await BusFixture.Start(stage, new BusSetup { Slots = 1 });
        await bus.Logs.AppendAsync("run-1", 0, [Started, new RunCancelled("enough")], default);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Publish(new MineShard(TestStage.Order(2, run: "run-2")));
        Assert.Equal("run-2", (await bus.Next<WorkItemCompleted>()).RunId);
        Assert.Equal(1, stage.Executions);
    }

    [Fact]
    public async Task A_run_that_was_reopened_is_wanted()
    {
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        await bus.Logs.AppendAsync("run-1", 0, [Started, new RunFailed(new Failure("what", "where", "fix", true)), new RunReopened("again", [])], default);
        await bus.Publish(new MineShard(Order(1, 1)));
        await bus.Next<WorkItemCompleted>();
    }

    [Fact]
    public async Task However_many_runs_end_the_process_remembers_a_bounded_number_of_them()
    {
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        var ended = bus.App.Services.GetRequiredService<EndedRuns>();
        ended.End("run-1", 0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 200_000; i++)
        {
            ended.End($"run-{i + 2}", 0);
        }
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4 << 20);
    }
}
