using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Learning.Training;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>A pipeline as small as can be that has all there is to compare: bytes, tensors, figures of steps, traces, an evaluation.</summary>
static class ToyTraining
{
    public const int Steps = 4;

    public static readonly StageCatalog Catalog = new(
    [
        new StageKind("preprocessing", typeof(SplitKnobs), 1, new SplitPlan(), order => new PreprocessShard(order))
        {
            Sources = knobs => [new SourceFile("text", ((SplitKnobs)knobs).Path)],
        },
        new StageKind("training", typeof(LearnKnobs), 1, new LearnPlan(), order => new TrainSegment(order)) { OffersModel = true },
        new StageKind("evaluation", typeof(ScoreKnobs), 1, new ScorePlan(), order => new EvaluateShard(order)),
    ]);

    public static IReadOnlyList<IStage> Stages(int? reorderedStep = null) => [new SplitStage(), new LearnStage(reorderedStep), new ScoreStage()];

    public static string Pipeline(string source, int seed = 7, double rate = 0.5, int shards = 3, int segments = 3) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
            name: toy
            seed: {{seed}}
            stages:
              split: { kind: preprocessing, path: {{source}}, shards: {{shards}} }
              learn: { kind: training, data: split, segments: {{segments}}, optimizer: { learning_rate: {{rate}} } }
              score: { kind: evaluation, model: learn }
            publish: learn
            """);
}

sealed record SplitKnobs
{
    public required string Path { get; init; }

    [Description("How many shards.")]
    public int Shards { get; init; } = 3;

    [Description("How many of them differ.")]
    public int Distinct { get; init; } = 100;
}

sealed record OptimizerKnobs
{
    public double LearningRate { get; init; } = 0.5;
}

sealed record LearnKnobs
{
    [StageReference("preprocessing")]
    public required string Data { get; init; }

    public int Segments { get; init; } = 3;

    public OptimizerKnobs Optimizer { get; init; } = new();
}

sealed record ScoreKnobs
{
    [StageReference("training")]
    public required string Model { get; init; }
}

sealed record LearnWork(int FirstStep, OptimizerKnobs Optimizer);

sealed class SplitPlan : IStagePlan
{
    public int Count(StageSituation situation) => ((SplitKnobs)situation.Parameters).Shards;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation) =>
        [.. Enumerable.Range(0, Count(situation)).Select(shard => new PlannedItem(
            $"shard-{shard:d3}", ParameterJson.Write(new Dictionary<string, int> { ["shard"] = shard % ((SplitKnobs)situation.Parameters).Distinct, ["of"] = Count(situation) }), situation.Sources))];

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished
        .OrderBy(item => item.Key, StringComparer.Ordinal).SelectMany(item => item.Value.Select(output => output with { Role = $"{item.Key}.{output.Role}" }));
}

sealed class LearnPlan : IStagePlan
{
    public int Count(StageSituation situation) => ((LearnKnobs)situation.Parameters).Segments;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var knobs = (LearnKnobs)situation.Parameters;
        var items = new List<PlannedItem>();
        IEnumerable<NamedArtifact> before = [];
        for (int segment = 0; segment < knobs.Segments; segment++)
        {
            items.Add(new PlannedItem(
                Name(segment), ParameterJson.Write(new LearnWork(segment * ToyTraining.Steps, knobs.Optimizer)), [.. situation.Upstream[knobs.Data], .. before]));
            if (!situation.Finished.TryGetValue(Name(segment), out IReadOnlyList<NamedArtifact>? outputs))
            {
                break;
            }
            before = outputs.Where(output => output.Role == TrainingRoles.Checkpoint);
        }
        return items;
    }

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished[Name(Count(situation) - 1)];

    static string Name(int segment) => $"segment-{segment + 1:d2}";
}

sealed class ScorePlan : IStagePlan
{
    public int Count(StageSituation situation) => 1;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation) =>
        [new PlannedItem("summary", ParameterJson.Write(new Dictionary<string, int>()), [situation.Upstream[((ScoreKnobs)situation.Parameters).Model][0]])];

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished["summary"];
}

sealed class SplitStage : IStage
{
    public string Kind => "preprocessing";

    public int AlgorithmVersion => 1;

    public Determinism Determinism { get; } = new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        int shard = context.Work.Parameters.GetProperty("shard").GetInt32(), of = context.Work.Parameters.GetProperty("of").GetInt32();
        byte[] source = context.Inputs.Read(context.Inputs.All[0]).ToArray();
        context.Outputs.Write("part", MediaTypes.Binary, stream => stream.Write([.. source.Where((_, index) => index % of == shard)]));
    }
}

/// <summary>Two parameters that follow the bytes of the data, eight a step; a step may see its batch in another order.</summary>
sealed class LearnStage(int? reorderedStep) : IStage
{
    public string Kind => "training";

    public int AlgorithmVersion => 1;

    public Determinism Determinism { get; } = new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        JsonElement work = context.Work.Parameters;
        int first = work.GetProperty("first_step").GetInt32();
        float rate = work.GetProperty("optimizer").GetProperty("learning_rate").GetSingle();
        byte[] data = [.. context.Inputs.Like("shard-000", "part").Concat(context.Inputs.Like("shard-001", "part")).SelectMany(part => context.Inputs.Read(part).ToArray())];
        float[] bias = [0, 0], weight = [0, 0, 0, 0];
        if (context.Inputs.Find(TrainingRoles.Checkpoint) is { } checkpoint)
        {
            using var scope = NewDisposeScope();
            var tensors = Rampart.Safetensors.SafetensorsFile.Read(context.Inputs.Read(checkpoint), "checkpoint");
            (bias, weight) = (tensors["bias"].data<float>().ToArray(), tensors["weight"].data<float>().ToArray());
        }
        var figures = new List<StepFigures>();
        var trace = new TrainingTrace(["bias", "weight"], first + 1);
        for (int step = first + 1; step <= first + ToyTraining.Steps; step++)
        {
            byte[] batch = [.. Enumerable.Range(0, 8).Select(place => data[(int)((context.Work.Seed + (ulong)(step * 8 + place)) % (ulong)data.Length)])];
            batch = step == reorderedStep ? [.. batch.Reverse()] : batch;
            float loss = 0;
            foreach (byte value in batch)
            {
                weight[value % 4] += rate * (value / 255f - weight[value % 4]);
                bias[value % 2] -= rate * weight[value % 4] / 8;
                loss += Math.Abs(value / 255f - weight[value % 4]);
            }
            figures.Add(new StepFigures(step, new Dictionary<string, double> { ["loss"] = loss }));
            trace.Add(new StepTrace(Hash(batch), [Hash(bias), Hash(weight)]));
        }
        using (NewDisposeScope())
        {
            context.Outputs.WriteTensors(TrainingRoles.Checkpoint, new Dictionary<string, Tensor> { ["bias"] = tensor(bias), ["weight"] = tensor(weight).reshape(2, 2) });
            context.Outputs.WriteTensors(TrainingRoles.Trace, trace.Tensors(), trace.Metadata());
        }
        context.Outputs.WriteLines(TrainingRoles.Metrics, figures);
    }

    static long Hash<T>(T[] values) where T : unmanaged =>
        BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));
}

/// <summary>The mean weight as an accuracy.</summary>
sealed class ScoreStage : IStage
{
    public string Kind => "evaluation";

    public int AlgorithmVersion => 1;

    public Determinism Determinism { get; } = new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        using var scope = NewDisposeScope();
        double mean = Rampart.Safetensors.SafetensorsFile.Read(context.Inputs.Read(context.Inputs.All[0]), "checkpoint")["weight"].data<float>().ToArray().Average();
        context.Outputs.WriteJson("results", new EvaluationResults([new ResultRow("learn", "toy", "accuracy", null, null, null, 16, mean, 0.03)], [], [], []));
    }
}
