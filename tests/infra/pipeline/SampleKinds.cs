using System.ComponentModel;
using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.Pipeline.Tests;

/// <summary>Two kinds with knobs of every sort, enough to make every mistake.</summary>
static class SampleKinds
{
    public static readonly StageCatalog Catalog = new(
    [
        new StageKind("preprocessing", typeof(DataKnobs), 1, new NoPlan(), order => new PreprocessShard(order))
        {
            Description = "Turns a source into shards.",
            Parts = knobs => ((DataKnobs)knobs).Splits.Keys,
        },
        new StageKind("training", typeof(TrainingKnobs), 3, new NoPlan(), order => new TrainSegment(order))
        {
            OffersModel = true,
            Agreement = NoMoreBudgetsThanItsModel,
        },
    ]);

    // A rule that only two stages together can break.
    static IEnumerable<ParameterFault> NoMoreBudgetsThanItsModel(StageView stage)
    {
        var knobs = (TrainingKnobs)stage.Parameters;
        if (knobs.Model is { } model && ((TrainingKnobs)stage.Follow(model).Parameters).Budgets.Count < knobs.Budgets.Count)
        {
            yield return new ParameterFault("budgets", "there are more budgets than its model has", "Take some out.");
        }
    }

    public static PipelineDefinition Read(string text, params string[] overrides) =>
        new PipelineReader(Catalog).Read(text, "pipeline.yaml", overrides);

    public static IReadOnlyList<string> Problems(string text, params string[] overrides) =>
        [.. Assert.Throws<PipelineException>(() => Read(text, overrides)).Problems.Select(problem => problem.ToString())];

    public const string Valid =
        """
        name: sample
        seed: 7
        stages:
          images:
            kind: preprocessing
            splits: { train: 100, test: 20 }
          base:
            kind: training
            data: images/train
            objective: { name: plain }
            steps: 10
          fare:
            kind: training
            data: images/train
            model: base
            objective:
              name: fare
              epsilon: 8/255
            steps: 20
            rate: 1e-3
        publish: fare

        """;
}

sealed record DataKnobs
{
    [Description("Samples per split.")]
    [Bounds(1, 1e6, Unit = "samples")]
    [ItemCount(1, 4)]
    public required IReadOnlyDictionary<string, int> Splits { get; init; }
}

[Variant("plain", typeof(PlainObjective))]
[Variant("fare", typeof(FareObjective))]
abstract record Objective;

[Description("No attack.")]
sealed record PlainObjective : Objective;

[Description("Keeps the embedding of the clean image.")]
sealed record FareObjective : Objective
{
    [Description("The largest change of a pixel.")]
    [Bounds(0, 1, Above = true, Unit = "of the pixel range")]
    public required double Epsilon { get; init; }

    [Description("Steps of the inner attack.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 10;
}

enum Schedule
{
    Constant,
    CosineDecay,
}

sealed record TrainingKnobs : ICheckedParameters
{
    [Description("The samples.")]
    [StageReference("preprocessing", Part = true)]
    public required string Data { get; init; }

    [Description("The model to go on from.")]
    [StageReference("training")]
    public string? Model { get; init; }

    [Description("What is minimised.")]
    public required Objective Objective { get; init; }

    [Description("Optimizer steps.")]
    [Bounds(1, 1e6, Unit = "steps")]
    public required int Steps { get; init; }

    [Description("Learning rate.")]
    [Bounds(0, 1, Above = true)]
    public double Rate { get; init; } = 0.01;

    [Description("How the rate changes.")]
    public Schedule Schedule { get; init; } = Schedule.CosineDecay;

    [Description("Warm-up steps.")]
    public int Warmup { get; init; }

    [Description("Budgets.")]
    [Bounds(0, 1)]
    public IReadOnlyList<double> Budgets { get; init; } = [0.5];

    [Description("Whether to clip.")]
    public bool Clip { get; init; } = true;

    public IEnumerable<ParameterFault> Check() =>
        Warmup < Steps ? [] : [new ParameterFault("warmup", $"the warm-up of {Warmup} steps is not shorter than the training of {Steps}", "Warm up for less.")];
}

sealed class NoPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation) => [];

    public int Count(StageSituation situation) => 0;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => [];
}
