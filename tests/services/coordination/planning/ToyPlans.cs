using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Tests.Planning;

/// <summary>A fan-out: every item can be stated at once, one more sums them up.</summary>
sealed class FanPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var count = ((FanKnobs)situation.Parameters).Items;
        var shards = Enumerable.Range(0, count).Select(i => Toy.Item(situation, $"shard-{i:d5}", Toy.Upstream(situation))).ToList();
        if (shards.All(shard => situation.Finished.ContainsKey(shard.Name)))
        {
            shards.Add(Toy.Item(situation, "sum", shards.SelectMany(shard => situation.Finished[shard.Name])));
        }
        return shards;
    }

    public int Count(StageSituation situation) => ((FanKnobs)situation.Parameters).Items + 1;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished["sum"];
}

/// <summary>A chain: each item reads what the one before wrote.</summary>
sealed class ChainPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var items = new List<PlannedItem>();
        IEnumerable<NamedArtifact> inputs = Toy.Upstream(situation);
        for (var i = 1; i <= Count(situation); i++)
        {
            var item = Toy.Item(situation, $"segment-{i:d3}", inputs);
            items.Add(item);
            if (!situation.Finished.TryGetValue(item.Name, out var outputs))
            {
                break;
            }
            inputs = outputs;
        }
        return items;
    }

    public int Count(StageSituation situation) => ((ChainKnobs)situation.Parameters).Segments;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished[$"segment-{Count(situation):d3}"];
}

/// <summary>A fan-out whose items are stated when they are looked at, and which can do without a few of them.</summary>
sealed class ShardsPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var inputs = Toy.Upstream(situation).ToList();
        return new ItemSequence(Count(situation), place => $"shard-{place:d5}", (_, name) => Toy.Item(situation, name, inputs));
    }

    public int Count(StageSituation situation) => ((ShardsKnobs)situation.Parameters).Items;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) =>
        situation.Finished.OrderBy(item => item.Key, StringComparer.Ordinal).SelectMany(item => item.Value.Select(output => output with { Role = item.Key }));

    public bool Tolerates(StageSituation situation, IReadOnlyCollection<string> failed) =>
        failed.Count <= ((ShardsKnobs)situation.Parameters).FailedShards;
}

/// <summary>One item that reads the stage's source files.</summary>
sealed class ReadingPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation) => [Toy.Item(situation, "reading", situation.Sources)];

    public int Count(StageSituation situation) => 1;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished["reading"];
}

/// <summary>Counts how often a plan is asked to state its items.</summary>
sealed class CountingPlan(IStagePlan plan) : IStagePlan
{
    public int Asked { get; private set; }

    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        Asked++;
        return plan.Items(situation);
    }

    public int Count(StageSituation situation) => plan.Count(situation);

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => plan.Outputs(situation);
}

sealed record FanKnobs
{
    public required int Items { get; init; }

    [StageReference]
    public IReadOnlyList<string> After { get; init; } = [];
}

sealed record ShardsKnobs
{
    public required int Items { get; init; }

    public int FailedShards { get; init; }

    [StageReference]
    public IReadOnlyList<string> After { get; init; } = [];
}

sealed record NoKnobs;

sealed record ChainKnobs
{
    public required int Segments { get; init; }

    [StageReference]
    public IReadOnlyList<string> After { get; init; } = [];
}

static class Toy
{
    public static readonly StageCatalog Catalog = new(
    [
        new StageKind("fan", typeof(FanKnobs), 1, new FanPlan(), order => new MineShard(order)),
        new StageKind("chain", typeof(ChainKnobs), 1, new ChainPlan(), order => new TrainSegment(order)),
        new StageKind("shards", typeof(ShardsKnobs), 1, new ShardsPlan(), order => new PairShard(order)),
        new StageKind("reading", typeof(NoKnobs), 1, new ReadingPlan(), order => new PreprocessShard(order)),
    ]);

    /// <summary>Data, a base model, two branches that train from it (one in rounds), an evaluation.</summary>
    public const string Diamond =
        """
        name: toy
        stages:
          images: { kind: fan, items: 5 }
          base: { kind: chain, segments: 3, after: [images] }
          fare: { kind: chain, segments: 6, after: [base, images] }
          adpo:
            kind: rounds
            rounds: 2
            from: base
            stages:
              mine: { kind: fan, items: 4, after: [previous] }
              train: { kind: chain, segments: 2, after: [mine, previous] }
          evaluation: { kind: fan, items: 7, after: [base, fare, adpo] }
        """;

    public static PipelineDefinition Read(string text) => new PipelineReader(Catalog).Read(text, "pipeline.yaml", []);

    public static readonly RunStarted Started = new(
        "toy-1", new ArtifactRef(new string('0', 64), 1, MediaTypes.Yaml), [], "cpu-float32", "1");

    public static IEnumerable<NamedArtifact> Upstream(StageSituation situation) => situation.Upstream
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => pair.Value.Select(output => output with { Role = $"{pair.Key}.{output.Role}" }));

    public static PlannedItem Item(StageSituation situation, string name, IEnumerable<NamedArtifact> inputs) =>
        new(name, JsonSerializer.SerializeToElement(new { name }), [.. inputs]);

    /// <summary>The result of an order is named by its execution key, so a wrong input shows in everything downstream.</summary>
    public static ItemCompleted Execute(WorkOrder order) => new(
        order.Stage, order.Item, order.ExecutionKey, [new NamedArtifact("out", new ArtifactRef(order.ExecutionKey, 1, MediaTypes.Json))], Cached: false);
}
