using System.Globalization;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.Investigation.Tests;

/// <summary>Two kinds of stage: a fan-out over source files, and a chain.</summary>
static class Toy
{
    public static readonly StageCatalog Catalog = new(
    [
        new StageKind("shards", typeof(ShardsKnobs), 1, new ShardsPlan(), order => new MineShard(order)),
        new StageKind("chain", typeof(ChainKnobs), 1, new ChainPlan(), order => new TrainSegment(order)) { OffersModel = true },
    ]);

    /// <summary>A source, shards of it, a chain over them, and a second one that goes on from the first.</summary>
    public static string Pipeline(int shards = 4, int segments = 3, double rate = 0.1, int seed = 1) => string.Create(CultureInfo.InvariantCulture, $$"""
        name: toy
        seed: {{seed}}
        stages:
          data: { kind: shards, items: {{shards}} }
          base: { kind: chain, segments: {{segments}}, after: [data] }
          tuned: { kind: chain, segments: 2, rate: {{rate}}, after: [base, data] }
        publish: tuned
        """);

    public static PlannedItem Item(string name, object knobs, IEnumerable<NamedArtifact> inputs) => new(name, JsonSerializer.SerializeToElement(knobs), [.. inputs]);

    public static IEnumerable<NamedArtifact> Upstream(StageSituation situation) => situation.Upstream
        .OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value);
}

sealed record ShardsKnobs
{
    public required int Items { get; init; }
}

sealed record ChainKnobs
{
    public required int Segments { get; init; }

    public double Rate { get; init; } = 0.5;

    [StageReference]
    public IReadOnlyList<string> After { get; init; } = [];
}

sealed class ShardsPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation) => new ItemSequence(
        Count(situation), place => $"shard-{place:d3}", (place, name) => Toy.Item(name, new { shard = place }, situation.Sources));

    public int Count(StageSituation situation) => ((ShardsKnobs)situation.Parameters).Items;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished
        .OrderBy(item => item.Key, StringComparer.Ordinal).SelectMany(item => item.Value.Select(output => output with { Role = $"data.{item.Key}" }));
}

sealed class ChainPlan : IStagePlan
{
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var knobs = (ChainKnobs)situation.Parameters;
        var items = new List<PlannedItem>();
        IReadOnlyList<NamedArtifact>? before = [];
        for (int segment = 0; segment < knobs.Segments && before is not null; segment++)
        {
            items.Add(Toy.Item(Name(segment), new { optimizer = new { learning_rate = knobs.Rate }, first_step = segment * 10 }, [.. Toy.Upstream(situation), .. before]));
            situation.Finished.TryGetValue(Name(segment), out before);
        }
        return items;
    }

    public int Count(StageSituation situation) => ((ChainKnobs)situation.Parameters).Segments;

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) =>
        situation.Finished[Name(Count(situation) - 1)].Select(output => output with { Role = $"model.{output.Role}" });

    static string Name(int segment) => $"segment-{segment + 1:d2}";
}
