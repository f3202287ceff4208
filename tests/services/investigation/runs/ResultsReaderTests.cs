using System.Text;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Reporting;

namespace Rampart.Investigation.Tests;

public sealed class ResultsReaderTests
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task What_several_evaluations_of_a_run_found_is_read_in_the_order_of_the_stages()
    {
        RunResults results = await ReadAsync(Found("tuned", passed: true), Found("base", passed: false));
        Assert.Equal(["base", "tuned"], results.EvaluationStages);
        Assert.Equal(["base", "tuned"], results.Evaluation.Rows.Select(row => row.Model));
        Assert.False(results.Passed);
    }

    [Fact]
    public async Task A_run_without_evaluation_has_no_figures()
    {
        RunResults results = await ReadAsync();
        Assert.Empty(results.EvaluationStages);
        Assert.Empty(results.Evaluation.Rows);
        Assert.True(results.Passed);
    }

    async Task<RunResults> ReadAsync(params ItemCompleted[] items)
    {
        ArtifactRef yaml = _runs.Artifacts.Add(MediaTypes.Yaml, Encoding.UTF8.GetBytes(Toy.Pipeline()));
        _runs.Logs.Add("toy-1", [new RunStarted("toy-1", yaml, [], "cpu-float32", "1"), .. items, new RunCompleted()]);
        return await new ResultsReader(_runs.Artifacts, _runs.Results, new PipelineReader(Toy.Catalog))
            .ReadAsync(await RunReading.FindAsync(_runs.Logs, "toy-1", default), default);
    }

    ItemCompleted Found(string stage, bool passed)
    {
        var found = new EvaluationResults(
            [new ResultRow(stage, "answer", "accuracy", null, null, null, 10, 0.5, 0.1)], [new GateVerdict("answer", stage, "better", passed, 0.5, 0.5, 0.1)], [], []);
        ArtifactRef artifact = _runs.Artifacts.Add(MediaTypes.Json, JsonSerializer.SerializeToUtf8Bytes(found, Json));
        return new ItemCompleted(stage, "summary", stage, [new NamedArtifact("results", artifact)], Cached: false);
    }
}
