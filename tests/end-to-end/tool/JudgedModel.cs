using System.ComponentModel;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.EndToEnd.Tool;

/// <summary>The knobs of <c>kind: pairing</c> here: packs hashes into something that looks like a model.</summary>
sealed record PackKnobs
{
    [Description("The hashes.")]
    [StageReference("mining")]
    public required string Data { get; init; }
}

/// <summary>The knobs of <c>kind: evaluation</c> here: gives the model a mark and checks one gate.</summary>
sealed record JudgeKnobs
{
    [Description("The model.")]
    [StageReference("pairing")]
    public required string Model { get; init; }

    [Description("The mark; the gate wants 50.")]
    [Bounds(0, 100)]
    public int Mark { get; init; } = 75;
}

/// <summary>One item that reads all of one stage, with these parameters.</summary>
sealed class OneItemPlan(string item, Func<object, (string Stage, Dictionary<string, int> Parameters)> of) : IStagePlan
{
    public int Count(StageSituation situation) => 1;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        (string stage, Dictionary<string, int> parameters) = of(situation.Parameters);
        return [new PlannedItem(item, ParameterJson.Write(parameters), [.. situation.Upstream[stage]])];
    }

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished[item];
}

/// <summary>Writes a configuration and a tokenizer that say which hashes they come from.</summary>
sealed class PackStage : IStage
{
    public string Kind => "pairing";

    public int AlgorithmVersion => 1;

    public Determinism Determinism => new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        context.Outputs.WriteJson("config", context.Inputs.All.Select(input => input.Artifact.Digest));
        context.Outputs.WriteJson("tokenizer", context.Work.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>Writes results with one gate.</summary>
sealed class JudgeStage : IStage
{
    const int Wanted = 50;

    public string Kind => "evaluation";

    public int AlgorithmVersion => 1;

    public Determinism Determinism => new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        int mark = context.Work.Parameters.GetProperty("mark").GetInt32();
        var gate = new GateVerdict("answer", "model", $"model mark >= {Wanted}", mark >= Wanted, mark, Wanted, 1);
        context.Outputs.WriteJson("results", new EvaluationResults([], [gate], [], []));
    }
}
