using Rampart.Contracts;

namespace Rampart.Pipeline.Tests;

public sealed class ComparedModelsTests
{
    static readonly PipelineReader Reader = new(new StageCatalog(
    [
        new StageKind("measuring", typeof(MeasuringKnobs), 1, new NoPlan(), order => new EvaluateShard(order)) { Measured = knobs => ((MeasuringKnobs)knobs).Models },
    ]));

    [Theory]
    [InlineData("base")]
    [InlineData("fare")]
    [InlineData("hard/base")]
    public void A_model_is_named_as_it_is_or_with_the_stage_that_measured_it_again(string model) =>
        Assert.Equal(model, Assert.Single(Read(model).Comparison!.Expected).Model);

    [Theory]
    [InlineData("adpo")]
    [InlineData("easy/fare")]
    [InlineData("base/hard")]
    public void A_name_that_no_stage_gives_is_a_mistake(string model)
    {
        PipelineProblem problem = Assert.Single(Assert.Throws<PipelineException>(() => Read(model)).Problems);
        Assert.Contains($"names \"{model}\", which no evaluation measures", problem.Message, StringComparison.Ordinal);
    }

    static PipelineDefinition Read(string model) => Reader.Read(
        $$"""
        name: compared
        stages:
          easy: { kind: measuring, models: [base] }
          hard: { kind: measuring, models: [base, fare] }
        comparison:
          columns: [{ title: clean, task: answer }]
          expected: [{ says: it answers, model: {{model}}, column: clean, at_least: 0.5 }]
        """,
        "pipeline.yaml",
        []);

    sealed record MeasuringKnobs
    {
        public required IReadOnlyList<string> Models { get; init; }
    }
}
