using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline.Triggers;
using Rampart.Triggers;

namespace Rampart.Retraining.Tests.Sources;

public sealed class EndedRunCausesTests : IDisposable
{
    const string Monitor = "monitor-0123abcd-1";

    static readonly UpstreamFinished Upstream = new() { Pipeline = "monitor" };
    static readonly MetricDropped Metric = new() { Pipeline = "monitor", Model = "live", Task = "zero-shot", Below = 0.5 };

    readonly WatchedToy _toy = new();

    public void Dispose() => _toy.Dispose();

    async Task<IReadOnlyList<TriggerCause>?> CausesOf(string runId, params TriggerSource[] sources) =>
        await new EndedRunCauses(_toy.Logs, new EvaluationFigures(_toy.Artifacts), _toy.Registry)
            .OfAsync(new TriggerParameters { On = sources }, runId, CauseChannels.Bus, default, default);

    async Task<ArtifactRef> Results(string model, double value)
    {
        var row = new ResultRow(model, "zero-shot", "accuracy", null, null, null, 100, value, 0.01);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            new EvaluationResults([row with { Task = "answer", Value = 0 }, row], [], [], []), new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
        return await _toy.Artifacts.WriteAsync(MediaTypes.Json, async (stream, c) => await stream.WriteAsync(json, c), default);
    }

    async Task Run(string id, double? figure, RunEvent ending)
    {
        ArtifactRef yaml = await _toy.Artifacts.WriteAsync(MediaTypes.Yaml, (_, _) => Task.CompletedTask, default);
        RunEvent[] events = figure is { } value
            ? [new ItemCompleted("evaluation", "all", new string('a', 64), [new NamedArtifact("results", await Results("live", value))], false), ending]
            : [ending];
        await _toy.Logs.AppendAsync(id, 0, [new RunStarted(id, yaml, [], "cpu-float32", "1"), .. events], default);
    }

    [Fact]
    public async Task A_completed_run_of_the_named_pipeline_is_a_cause_and_the_same_whoever_tells()
    {
        await Run(Monitor, null, new RunCompleted());
        await Run("other-0123abcd-1", null, new RunCompleted());
        TriggerCause cause = Assert.Single((await CausesOf(Monitor, Upstream))!);
        Assert.Equal((CauseKinds.RunFinished, Monitor), (cause.Kind, cause.Subject));
        Assert.Equal(cause.Id, Causes.RunFinished(Monitor, 0, CauseChannels.Lister, default).Id);
        Assert.Empty((await CausesOf("other-0123abcd-1", Upstream))!);
    }

    [Fact]
    public async Task How_a_run_must_have_ended_is_what_the_trigger_says()
    {
        await Run(Monitor, null, new RunFailed(new Failure("what", "where", "fix", Permanent: true)));
        Assert.Empty((await CausesOf(Monitor, Upstream))!);
        Assert.Single((await CausesOf(Monitor, Upstream with { Outcome = UpstreamOutcome.Failed }))!);
        Assert.Single((await CausesOf(Monitor, Upstream with { Outcome = UpstreamOutcome.Any }))!);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_no_cause_yet()
    {
        await Run(Monitor, null, new RunReopened("again", []));
        Assert.Null(await CausesOf(Monitor, Upstream));
    }

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(0.5, 0)]
    public async Task A_figure_below_the_number_is_a_cause(double measured, int causes)
    {
        await Run(Monitor, measured, new RunCompleted());
        IReadOnlyList<TriggerCause> found = (await CausesOf(Monitor, Metric))!;
        Assert.Equal(causes, found.Count);
        Assert.All(found, cause => Assert.Equal("live zero-shot accuracy is 0.4, below 0.5", cause.Subject));
    }

    [Theory]
    [InlineData(0.79, 1)]
    [InlineData(0.81, 0)]
    public async Task A_figure_is_held_against_the_one_of_the_model_in_production(double measured, int causes)
    {
        var own = new NamedArtifact("evaluation", await Results("train", 0.9));
        int version = await _toy.Registry.RegisterAsync("clip", new ModelVersion("run-1", "train", [], own.Artifact, [own], "1"), "ada", "", default);
        await _toy.Registry.MoveAsync("clip", "production", null, version, "ada", "", default);
        await Run(Monitor, measured, new RunCompleted());
        Assert.Equal(causes, (await CausesOf(Monitor, Metric with { Below = null, Reference = "clip@production", Tolerance = 0.1 }))!.Count);
    }

    [Fact]
    public async Task Without_the_reference_or_the_figure_nothing_is_too_low()
    {
        await Run(Monitor, 0.1, new RunCompleted());
        Assert.Empty((await CausesOf(Monitor, Metric with { Below = null, Reference = "clip@production" }, Metric with { Metric = "cider" }))!);
    }
}
