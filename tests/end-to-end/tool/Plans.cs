using System.Globalization;
using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;

namespace Rampart.EndToEnd.Tool;

sealed class SplitPlan : IStagePlan
{
    public int Count(StageSituation situation) => ((SplitKnobs)situation.Parameters).Shards;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation) =>
    [
        .. Enumerable.Range(0, Count(situation)).Select(shard => new PlannedItem(
            Names.Shard(shard),
            ParameterJson.Write(new Dictionary<string, int> { ["shard"] = shard, ["of"] = Count(situation) }),
            situation.Sources)),
    ];

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => Names.Gather(situation);
}

sealed class HashPlan : IStagePlan
{
    public int Count(StageSituation situation) => situation.Upstream.Values.SelectMany(outputs => outputs).Count() is > 0 and int shards ? shards : 4;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var knobs = (HashKnobs)situation.Parameters;
        return [.. situation.Upstream[knobs.Data].Select((shard, index) => new PlannedItem(
            Names.Shard(index),
            ParameterJson.Write(new Dictionary<string, int> { ["rounds"] = knobs.Rounds, ["fail"] = knobs.FailAt == index ? 1 : 0 }),
            [shard]))];
    }

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => Names.Gather(situation);
}

sealed class FoldPlan : IStagePlan
{
    public int Count(StageSituation situation) => ((FoldKnobs)situation.Parameters).Segments;

    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var knobs = (FoldKnobs)situation.Parameters;
        var items = new List<PlannedItem>();
        for (int segment = 0; segment < knobs.Segments; segment++)
        {
            IReadOnlyList<NamedArtifact>? before = [];
            if (segment > 0 && !situation.Finished.TryGetValue(Names.Segment(segment - 1), out before))
            {
                break;
            }
            items.Add(new PlannedItem(
                Names.Segment(segment),
                ParameterJson.Write(new Dictionary<string, int> { ["rounds"] = knobs.Rounds }),
                [.. situation.Upstream[knobs.Data], .. before]));
        }
        return items;
    }

    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) =>
        situation.Finished[Names.Segment(((FoldKnobs)situation.Parameters).Segments - 1)];
}

static class Names
{
    public static string Shard(int index) => string.Create(CultureInfo.InvariantCulture, $"shard-{index:000}");

    public static string Segment(int index) => string.Create(CultureInfo.InvariantCulture, $"segment-{index + 1:00}");

    public static IReadOnlyList<NamedArtifact> Gather(StageSituation situation) =>
        [.. situation.Finished.OrderBy(item => item.Key, StringComparer.Ordinal).SelectMany(item => item.Value.Select(output => output with { Role = $"{item.Key}/{output.Role}" }))];
}
