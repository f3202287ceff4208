using System.Globalization;
using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>Mixes old and new samples. Shards that are taken whole are passed on as they are.</summary>
public sealed class MixtureStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 1;

    internal const string Old = "old", New = "new";

    private const string Manifest = "manifest";

    /// <inheritdoc/>
    public string Kind => "mixture";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    // Bytes copied, and draws in integers.
    public Determinism Determinism => new Determinism.Bitwise();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        var work = ParameterJson.Read<MixtureWork>(context.Work.Parameters);
        List<SourceShard> old = [.. SourceShard.Of(context.Inputs, Old)], arrived = [.. SourceShard.Of(context.Inputs, New)];
        List<MixedShard> manifest = work.Replay switch
        {
            RatioReplay ratio => [.. Replay(context, old, Wanted(ratio, arrived.Sum(shard => shard.Samples.Count)), work.ShardSize), .. arrived.Select(shard => Pass(context, shard))],
            ReservoirReplay reservoir => [.. Draw(context, [.. old, .. arrived], reservoir.Size)],
            _ => throw new StageException($"There is no replay {work.Replay.GetType().Name}.", "replay", "Use ratio or reservoir."),
        };
        context.Outputs.WriteLines(Manifest, manifest);
        int samples = manifest.Sum(shard => shard.Samples);
        context.Progress.Report(new StageProgress(samples, samples, "samples"));
    }

    private static int Wanted(RatioReplay ratio, int arrived) =>
        (int)Math.Min(int.MaxValue, Math.Max(ratio.AtLeast, Math.Round(arrived * (1 - ratio.New) / ratio.New)));

    // In the order of the draw, so that the shards of a smaller draw are the first ones of a larger one.
    private static IEnumerable<MixedShard> Replay(StageContext context, List<SourceShard> old, int wanted, int shardSize)
    {
        SampleSet all = SampleSet.Concat([.. old.Select(shard => shard.Samples)]);
        foreach ((int number, int[] rows) in ReplayDraw.Winners(all.Ids, wanted, context.Work.Seed).Chunk(shardSize).Index())
        {
            yield return Write(context, $"{Old}-{number.ToString("D4", CultureInfo.InvariantCulture)}", Old, all.Select(rows));
        }
    }

    private static IEnumerable<MixedShard> Draw(StageContext context, List<SourceShard> shards, int size)
    {
        var winners = ReplayDraw.Winners([.. shards.SelectMany(shard => shard.Samples.Ids)], size, context.Work.Seed).ToHashSet();
        int first = 0;
        foreach (SourceShard shard in shards)
        {
            int[] rows = [.. Enumerable.Range(0, shard.Samples.Count).Where(row => winners.Contains(first + row))];
            first += shard.Samples.Count;
            if (rows.Length == shard.Samples.Count)
            {
                yield return Pass(context, shard);
            }
            else if (rows.Length > 0)
            {
                yield return Write(context, shard.MixedName, shard.Origin, shard.Samples.Select(rows));
            }
        }
    }

    private static MixedShard Pass(StageContext context, SourceShard shard)
    {
        context.Outputs.Pass($"{MixtureParameters.Part}.{shard.MixedName}.{Shards.Pixels}", shard.Pixels);
        context.Outputs.Pass($"{MixtureParameters.Part}.{shard.MixedName}.{Shards.Records}", shard.Records);
        return new MixedShard(shard.MixedName, shard.Origin, shard.Samples.Count);
    }

    private static MixedShard Write(StageContext context, string name, string origin, SampleSet samples)
    {
        Shards.Write(context.Outputs, $"{MixtureParameters.Part}.{name}", samples, new Dictionary<string, string> { ["origin"] = origin });
        return new MixedShard(name, origin, samples.Count);
    }
}
