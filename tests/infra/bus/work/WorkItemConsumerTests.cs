using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

/// <summary>What holds over every transport.</summary>
public abstract class WorkItemConsumerTests
{
    internal abstract Task<BusSetup> Setup();

    Task<BusFixture> Start(Action<StageContext> stage) => Start(new TestStage(stage));

    async Task<BusFixture> Start(TestStage stage, int slots = 2) => await BusFixture.Start(stage, await Setup() with { Slots = slots });

    [Fact]
    public async Task A_command_is_executed_its_result_stored_and_completion_published()
    {
        await using BusFixture bus = await Start(TestStage.WriteSeed);
        WorkOrder order = TestStage.Order(ulong.MaxValue);
        await bus.Publish(new MineShard(order));

        WorkItemCompleted completed = await bus.Next<WorkItemCompleted>();
        Assert.Equal(("run-1", "mine", order.Item, order.ExecutionKey, false), (completed.RunId, completed.Stage, completed.Item, completed.ExecutionKey, completed.Cached));
        ResultManifest manifest = (await bus.Results.FindAsync(order.ExecutionKey, default))!;
        Assert.Equal(completed.Outputs, manifest.Outputs);
        Assert.Equal("18446744073709551615"u8.ToArray(), (await bus.Artifacts.ReadAsync(manifest.Outputs[0].Artifact, default)).ToArray());
        Assert.Equal("host:1", (await bus.Results.FindRecordAsync(order.ExecutionKey, default))!.Worker);
    }

    [Fact]
    public async Task A_command_that_comes_again_is_answered_from_the_store()
    {
        var stage = new TestStage(TestStage.WriteSeed);
        await using BusFixture bus = await Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Publish(new MineShard(TestStage.Order(1, run: "run-2")));

        WorkItemCompleted[] completed = [await bus.Next<WorkItemCompleted>(), await bus.Next<WorkItemCompleted>(), await bus.Next<WorkItemCompleted>()];
        Assert.Equal(1, stage.Executions);
        Assert.Equal(2, completed.Count(c => c.Cached));
        Assert.Single(completed.Select(c => c.Outputs[0]).Distinct());
    }

    [Fact]
    public async Task A_command_whose_key_is_not_that_of_its_work_is_refused()
    {
        var stage = new TestStage(TestStage.WriteSeed);
        await using BusFixture bus = await Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1) with { ExecutionKey = TestStage.Order(2).ExecutionKey }));
        WorkItemFailed failed = await bus.Next<WorkItemFailed>();
        Assert.True(failed.Failure.Permanent);
        Assert.Contains(TestStage.Order(1).ExecutionKey, failed.Failure.What);
        Assert.Equal(0, stage.Executions);
    }

    [Fact]
    public async Task A_command_for_another_version_of_the_algorithm_is_refused()
    {
        await using BusFixture bus = await Start(TestStage.WriteSeed);
        WorkItem work = TestStage.Order(1).Work with { AlgorithmVersion = 2 };
        await bus.Publish(new MineShard(TestStage.Order(1) with { Work = work, ExecutionKey = Pipeline.ExecutionKey.Of(work) }));
        Assert.Contains("version 2", (await bus.Next<WorkItemFailed>()).Failure.What);
    }

    [Fact]
    public async Task A_permanent_failure_is_told_at_once_in_the_stages_words()
    {
        var stage = new TestStage(_ => throw new StageException("Too dark.", "train/000001", "Use a lamp."));
        await using BusFixture bus = await Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Assert.Equal(new Failure("Too dark.", "train/000001", "Use a lamp.", Permanent: true), (await bus.Next<WorkItemFailed>()).Failure);
        Assert.Equal(1, stage.Executions);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        int failures = 2;
        var stage = new TestStage(context =>
        {
            if (failures-- > 0)
            {
                throw new StageException("Busy.", "here", "Wait.", permanent: false);
            }
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        await bus.Next<WorkItemCompleted>();
        Assert.Equal(3, stage.Executions);
    }

    [Fact]
    public async Task A_failure_that_does_not_pass_fails_the_item_after_the_last_attempt()
    {
        var stage = new TestStage(_ => throw new IOException("No space left on device"));
        await using BusFixture bus = await Start(stage);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Failure failure = (await bus.Next<WorkItemFailed>()).Failure;
        Assert.Contains("No space left", failure.What);
        Assert.Contains("item-1", failure.Where);
        Assert.Equal(3, stage.Executions);
    }

    [Fact]
    public async Task An_item_whose_input_is_gone_is_blocked_and_not_failed()
    {
        await using BusFixture bus = await Start(context => throw new ArtifactGoneException(context.Work.Inputs[0].Artifact, "It is gone."));
        var input = new NamedArtifact("shard", new ArtifactRef(new string('a', 64), 7, MediaTypes.Json));
        WorkOrder order = TestStage.Order(1, inputs: input);
        await bus.Publish(new MineShard(order));
        Assert.Equal(new WorkItemBlocked("run-1", "mine", "item-1", order.ExecutionKey, input.Artifact), await bus.Next<WorkItemBlocked>());
    }

    [Fact]
    public async Task An_item_that_misses_what_is_no_input_of_it_fails()
    {
        var other = new ArtifactRef(new string('b', 64), 7, MediaTypes.Json);
        await using BusFixture bus = await Start(_ => throw new ArtifactGoneException(other, "It is gone."));
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Assert.Contains("gone", (await bus.Next<WorkItemFailed>()).Failure.What);
    }

    [Fact]
    public async Task A_defect_of_a_stage_fails_the_item_and_the_worker_goes_on()
    {
        await using BusFixture bus = await Start(new TestStage(context =>
        {
            if (context.Work.Seed == 1)
            {
                throw new InvalidOperationException("oops");
            }
            TestStage.WriteSeed(context);
        }));
        await bus.Publish(new MineShard(TestStage.Order(1)));
        Assert.Contains("oops", (await bus.Next<WorkItemFailed>()).Failure.What);
        await bus.Publish(new MineShard(TestStage.Order(2)));
        await bus.Next<WorkItemCompleted>();
    }

    [Fact]
    public async Task A_stage_can_read_and_pass_on_only_what_the_item_names()
    {
        await using BusFixture bus = await Start(new TestStage(context =>
        {
            if (context.Work.Seed == 1)
            {
                context.Outputs.Pass("vision", context.Inputs.All[0].Artifact);
                context.Outputs.Write("copy", MediaTypes.Binary, stream => stream.Write(context.Inputs.Read(context.Inputs.All[0]).Span));
                return;
            }
            context.Inputs.Read(new NamedArtifact("model", new ArtifactRef(new string('0', 64), 1, MediaTypes.Json)));
        }));
        ArtifactRef model = await bus.Artifacts.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync("weights"u8.ToArray(), c), default);

        await bus.Publish(new MineShard(TestStage.Order(1, inputs: new NamedArtifact("model", model))));
        IReadOnlyList<NamedArtifact> outputs = (await bus.Next<WorkItemCompleted>()).Outputs;
        Assert.Equal([new NamedArtifact("vision", model), new NamedArtifact("copy", model)], outputs);

        await bus.Publish(new MineShard(TestStage.Order(2, inputs: new NamedArtifact("model", model))));
        Assert.Contains("not among the item's inputs", (await bus.Next<WorkItemFailed>()).Failure.What);
    }

    [Fact]
    public async Task No_more_items_compute_at_once_than_there_are_slots()
    {
        int now = 0, most = 0;
        using var gate = new Barrier(2);
        await using BusFixture bus = await Start(new TestStage(context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            gate.SignalAndWait(); // two must be there at once, or this never ends
            Interlocked.Decrement(ref now);
            TestStage.WriteSeed(context);
        }), slots: 2);
        for (ulong i = 0; i < 6; i++)
        {
            await bus.Publish(new MineShard(TestStage.Order(i)));
        }
        for (int i = 0; i < 6; i++)
        {
            await bus.Next<WorkItemCompleted>();
        }
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task What_computes_for_a_run_that_ends_is_stopped_and_what_still_comes_is_dropped()
    {
        var stage = new TestStage(context =>
        {
            if (context.Work.Seed == 1)
            {
                context.Progress.Report(new StageProgress(1, 2, "steps"));
                context.Cancellation.WaitHandle.WaitOne();
                context.Cancellation.ThrowIfCancellationRequested();
            }
            TestStage.WriteSeed(context);
        });
        await using BusFixture bus = await Start(stage, slots: 1);
        await bus.Publish(new MineShard(TestStage.Order(1)));
        WorkItemProgressed progressed = await bus.Next<WorkItemProgressed>();
        Assert.Equal((1, 2, "steps"), (progressed.Done, progressed.Total, progressed.Unit));
        await bus.Publish(new MineShard(TestStage.Order(2)));
        await bus.Publish(new RunFinished("run-1", "cancelled", null));
        await bus.Publish(new MineShard(TestStage.Order(3, run: "run-2")));

        Assert.Equal("run-2", (await bus.Next<WorkItemCompleted>()).RunId);
        Assert.Equal(2, stage.Executions);
    }

    [Fact]
    public async Task A_second_result_with_other_bytes_fails_the_item_as_a_determinism_fault()
    {
        int execution = 0;
        await using BusFixture bus = await Start(new TestStage(context =>
            context.Outputs.Write("seed", MediaTypes.Binary, stream => stream.WriteByte((byte)++execution))));
        WorkOrder order = TestStage.Order(1);
        await bus.Publish(new MineShard(order));
        await bus.Next<WorkItemCompleted>();
        ResultManifest manifest = (await bus.Results.FindAsync(order.ExecutionKey, default))!;
        File.Delete(Directory.GetFiles(bus.BlobFolder, manifest.Outputs[0].Artifact.Digest, SearchOption.AllDirectories).Single());

        await bus.Publish(new MineShard(order));
        Failure failure = (await bus.Next<WorkItemFailed>()).Failure;
        Assert.Contains("two results", failure.What);
        Assert.Contains("\"seed\"", failure.What);
    }
}
