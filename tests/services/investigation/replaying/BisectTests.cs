using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Tests.Replaying;

public sealed class BisectTests : IDisposable
{
    readonly RecordedPlace _place = new();

    [Fact]
    public async Task The_first_item_that_this_machine_does_not_reproduce_ends_the_search()
    {
        await _place.RecordAsync("toy-1");
        using OpenReplay replay = _place.Open(reorderedStep: 6);

        ReplayReport report = await replay.Bisect("toy-1");

        Assert.Equal(("learn", "segment-02"), (report.Bisect!.First!.Stage, report.Bisect.First.Item));
        Assert.Equal((5, 5), (report.Bisect.Executed, replay.Execution.Count)); // three shards and two segments, nothing after them
        Assert.Equal(new TrainingDivergence("learn", "segment-02", report.Bisect.First.FirstStep!), report.Bisect.Training);
        Assert.Equal(6, report.Bisect.Training!.Step.Step);
        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
    }

    [Fact]
    public async Task A_run_that_is_reproduced_has_no_divergent_item()
    {
        await _place.RecordAsync("toy-1");
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Bisect("toy-1");
        Assert.Null(report.Bisect!.First);
        Assert.Equal(ReplayVerdict.Identical, report.Verdict);
    }

    [Fact]
    public async Task Two_equal_runs_are_proven_equal_without_executing_anything()
    {
        await _place.RecordAsync("toy-1");
        await _place.RecordAsync("toy-2");
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Bisect("toy-1", "toy-2");
        Assert.Equal((ReplayVerdict.Identical, 0, 7), (report.Verdict, replay.Execution.Count, report.Bisect!.ProvenEqual));
    }

    [Fact]
    public async Task Another_learning_rate_is_named_with_segment_and_step_without_executing_anything()
    {
        await _place.RecordAsync("toy-1");
        await _place.RecordAsync("toy-2", ToyTraining.Pipeline(_place.Source, rate: 0.25));
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Bisect("toy-1", "toy-2");

        Assert.Equal(("learn", "segment-01"), (report.Bisect!.First!.Stage, report.Bisect.First.Item));
        Assert.Equal([new Cause("parameter optimizer.learning_rate", "0.5", "0.25")], report.Bisect.First.Causes);
        Assert.Equal((1, false), (report.Bisect.Training!.Step.Step, report.Bisect.Training.Step.OtherBatch));
        Assert.Equal((0, 0, 3), (report.Executions, replay.Execution.Count, report.Bisect.ProvenEqual));
        Assert.Null(report.Bisect.Reproduces);
        Assert.Equal("stage learn, item segment-01: parameter optimizer.learning_rate: 0.5 there, 0.25 here", report.Summary);
    }

    [Fact]
    public async Task Another_seed_is_named()
    {
        await _place.RecordAsync("toy-1");
        await _place.RecordAsync("toy-2", ToyTraining.Pipeline(_place.Source, seed: 8));
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Bisect("toy-1", "toy-2");

        Assert.Equal(("split", "shard-000", "seed"), (report.Bisect!.First!.Stage, report.Bisect.First.Item, Assert.Single(report.Bisect.First.Causes).What));
        Assert.Equal(("learn", "segment-01"), (report.Bisect.Training!.Stage, report.Bisect.Training.Item));
        Assert.Equal(0, replay.Execution.Count);
    }

    [Fact]
    public async Task Another_byte_of_the_source_is_named_with_its_place()
    {
        await _place.RecordAsync("toy-1");
        byte[] source = File.ReadAllBytes(_place.Source);
        source[17]++;
        File.WriteAllBytes(_place.Source, source);
        await _place.RecordAsync("toy-2");
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Bisect("toy-1", "toy-2");

        Assert.Equal("split", report.Bisect!.First!.Stage);
        Assert.Equal("input source/split/text", Assert.Single(report.Bisect.First.Causes).What);
        Assert.Equal(new ByteDifference(17, 300, 300), report.Bisect.First.Artifacts[0].First);
        Assert.Equal(0, replay.Execution.Count);
    }

    [Theory]
    [InlineData(null, "run")]
    [InlineData(6, "against")]
    [InlineData(5, "neither")]
    public async Task When_the_same_work_gave_two_results_one_execution_tells_whose_this_machine_reproduces(int? here, string side)
    {
        await _place.RecordAsync("toy-1");
        // The results go and the work is done again, by a machine that sees a batch in another order.
        Directory.Delete(Path.Combine(_place.StoreFolder, "results"), recursive: true);
        await _place.RecordAsync("toy-2", reorderedStep: 6);
        using OpenReplay replay = _place.Open(reorderedStep: here);

        ReplayReport report = await replay.Bisect("toy-1", "toy-2");

        Assert.Equal(("segment-02", side), (report.Bisect!.First!.Item, report.Bisect.Reproduces));
        Assert.Equal((1, 1, 4), (report.Executions, replay.Execution.Count, report.Bisect.ProvenEqual));
        Assert.Equal((6, true), (report.Bisect.Training!.Step.Step, report.Bisect.Training.Step.OtherBatch));
    }

    [Fact]
    public async Task Items_of_the_same_identity_are_executed_once()
    {
        await _place.RecordAsync("toy-1", ToyTraining.Pipeline(_place.Source, shards: 6).Replace("shards: 6", "shards: 6, distinct: 2"));
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Bisect("toy-1");
        Assert.Equal((ReplayVerdict.Identical, 2 + 3 + 1, 4), (report.Verdict, report.Bisect!.Executed, report.Bisect.ProvenEqual));
    }

    public void Dispose() => _place.Dispose();
}
