using System.Text;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Tests;

public sealed class RunComparisonTests
{
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task Runs_of_the_same_pipeline_and_data_are_identical_whatever_was_cached()
    {
        RunDifference found = await CompareAsync(await _runs.RunAsync("toy-1", Toy.Pipeline()), await _runs.RunAsync("toy-2", Toy.Pipeline()));
        Assert.True(found.Identical);
        Assert.Null(found.First);
        Assert.Equal([4, 3, 2], found.Stages.Select(stage => stage.Same));
    }

    [Fact]
    public async Task A_changed_parameter_is_named_by_its_path_and_the_first_item_that_it_changed()
    {
        RunDifference found = await CompareAsync(await _runs.RunAsync("toy-1", Toy.Pipeline(rate: 0.1)), await _runs.RunAsync("toy-2", Toy.Pipeline(rate: 0.2)));
        Assert.False(found.Identical);
        Assert.Equal([new Cause("tuned.rate", "0.1", "0.2")], found.Parameters);
        Assert.Equal(("tuned", "segment-01"), (found.First!.Stage, found.First.Item));
        Assert.Equal([new Cause("parameter optimizer.learning_rate", "0.1", "0.2")], found.First.Causes);
        Assert.Equal([(4, 0), (3, 0), (0, 2)], found.Stages.Select(stage => (stage.Same, stage.Other)));
    }

    [Fact]
    public async Task Changed_data_is_named_as_a_source_and_as_the_input_of_the_first_item()
    {
        RunReading there = await _runs.RunAsync("toy-1", Toy.Pipeline()), here = await _runs.RunAsync("toy-2", Toy.Pipeline(), source: "dota");
        RunDifference found = await CompareAsync(there, here);
        Assert.Equal("source/data/text", Assert.Single(found.Sources).What);
        Assert.Equal(("data", "shard-000", "input source/data/text"), (found.First!.Stage, found.First.Item, Assert.Single(found.First.Causes).What));
        Assert.Equal(here.Started.Sources[0].Artifact.Digest, found.First.Causes[0].Here);
    }

    [Fact]
    public async Task A_changed_seed_is_named()
    {
        RunDifference found = await CompareAsync(await _runs.RunAsync("toy-1", Toy.Pipeline(seed: 1)), await _runs.RunAsync("toy-2", Toy.Pipeline(seed: 2)));
        Assert.Equal([new Cause("seed", "1", "2")], found.Parameters);
        Assert.Equal("seed", Assert.Single(found.First!.Causes).What);
    }

    [Fact]
    public async Task Items_and_stages_of_one_run_only_are_named_in_few_words()
    {
        RunDifference found = await CompareAsync(
            await _runs.RunAsync("toy-1", Toy.Pipeline(shards: 4)), await _runs.RunAsync("toy-2", Toy.Pipeline(shards: 40).Replace("tuned", "polished")));
        Assert.Equal("shard-004..shard-039", found.Stages.Single(stage => stage.Stage == "data").OnlyHere);
        Assert.Equal("segment-01..segment-02", found.Stages.Single(stage => stage.Stage == "tuned").OnlyThere);
        Assert.Equal("segment-01..segment-02", found.Stages.Single(stage => stage.Stage == "polished").OnlyHere);
        Assert.False(found.Identical);
    }

    [Fact]
    public async Task The_same_work_with_another_result_is_a_determinism_fault_and_said_where()
    {
        RunReading there = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ArtifactRef wrong = _runs.Artifacts.Add(MediaTypes.Binary, Encoding.UTF8.GetBytes(there.Items[2].ExecutionKey[..10] + "?"));
        _runs.Logs.Add("toy-2", there.Log.Select(entry => entry.Event)
            .Select(next => next == there.Items[2] ? there.Items[2] with { Outputs = [new NamedArtifact("out", wrong)] } : next));
        RunDifference found = await CompareAsync(there, await RunReading.FindAsync(_runs.Logs, "toy-2", default));
        DeterminismFault fault = Assert.Single(found.Faults);
        Assert.Equal(("data", "shard-002", new ByteDifference(10, 64, 11)), (fault.Stage, fault.Item, fault.Output.First));
        Assert.False(found.Identical);
    }

    [Fact]
    public async Task Of_an_item_that_was_made_again_the_last_result_is_compared()
    {
        RunReading there = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ItemCompleted item = there.Items[0];
        List<RunEvent> events = [.. there.Log.Select(entry => entry.Event)];
        events.InsertRange(2, [new ItemLost(item.Stage, item.Item, item.Outputs[0].Artifact), item]);
        events[1] = item with { ExecutionKey = "old", Outputs = [] };
        _runs.Logs.Add("toy-2", events);
        Assert.True((await CompareAsync(there, await RunReading.FindAsync(_runs.Logs, "toy-2", default))).Identical);
    }

    [Fact]
    public async Task Without_the_manifests_the_first_item_is_named_and_that_its_work_is_not_known()
    {
        RunReading there = await _runs.RunAsync("toy-1", Toy.Pipeline(rate: 0.1)), here = await _runs.RunAsync("toy-2", Toy.Pipeline(rate: 0.2));
        _runs.Results.Manifests.TryRemove(here.Items[^2].ExecutionKey, out _);
        FirstItem first = (await CompareAsync(there, here)).First!;
        Assert.Equal(("segment-01", new Cause("manifest", "there", "gone from the store")), (first.Item, Assert.Single(first.Causes)));
    }

    [Fact]
    public async Task Figures_are_side_by_side_with_their_distance_in_standard_errors()
    {
        RunReading there = Evaluated("eval-1", Row("fare", 0.60, 0.03)), here = Evaluated("eval-2", Row("fare", 0.50, 0.04), Row("adpo", 0.7, 0.01));
        IReadOnlyList<MetricChange> metrics = (await CompareAsync(there, here)).Metrics;
        Assert.Equal(2, metrics.Count);
        Assert.Equal(("fare", -0.1, 0.05), (metrics[0].Row.Model, Math.Round(metrics[0].Difference!.Value, 10), Math.Round(metrics[0].Stderr!.Value, 10)));
        Assert.Equal(("adpo", null, 0.7), (metrics[1].Row.Model, metrics[1].Before, metrics[1].After));
    }

    RunReading Evaluated(string id, params ResultRow[] rows)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            new EvaluationResults(rows, [], [], []), new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
        ArtifactRef pipeline = _runs.Artifacts.Add(MediaTypes.Yaml, "name: eval\n"u8);
        _runs.Logs.Add(id, [
            new RunStarted(id, pipeline, [], "cpu-float32", "1"),
            new ItemCompleted("evaluation", "summary", "key", [new NamedArtifact("results", _runs.Artifacts.Add(MediaTypes.Json, json))], Cached: false)]);
        return RunReading.FindAsync(_runs.Logs, id, default).GetAwaiter().GetResult();
    }

    static ResultRow Row(string model, double value, double stderr) => new(model, "answer", "accuracy", "apgd", "linf", 8 / 255.0, 100, value, stderr);

    Task<RunDifference> CompareAsync(RunReading there, RunReading here) => new RunComparison(_runs.Store).CompareAsync(there, here, default);
}
