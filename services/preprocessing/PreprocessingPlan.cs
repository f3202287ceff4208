using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>One item per shard of every split; then one that trains the tokenizer and describes the dataset.</summary>
public sealed class PreprocessingPlan : IStagePlan
{
    private const string TokenizerItem = "tokenizer";

    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (PreprocessingParameters)situation.Parameters;
        IReadOnlyList<ShardRange> ranges = Ranges(parameters);
        List<PlannedItem> items = [.. ranges.Select(range => Shard(situation, parameters, range))];
        if (Vocabulary(ranges, parameters).All(range => situation.Finished.ContainsKey(range.Item)))
        {
            items.Add(Tokenizer(situation, parameters, ranges));
        }

        return items;
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Ranges((PreprocessingParameters)situation.Parameters).Count + 1;

    /// <inheritdoc/>
    public IReadOnlyList<NamedArtifact> Outputs(StageSituation situation) =>
    [
        .. Ranges((PreprocessingParameters)situation.Parameters).SelectMany(range => situation.Finished[range.Item].Select(
            output => new NamedArtifact($"{range.Split}/{range.Number}/{output.Role.Split('.')[^1]}", output.Artifact))),
        .. situation.Finished[TokenizerItem],
    ];

    private static PlannedItem Shard(StageSituation situation, PreprocessingParameters parameters, ShardRange range)
    {
        IDataSource source = parameters.Source.Open();
        PreprocessingWork work = new ShardWork
        {
            Source = source.Name,
            Set = range.Set,
            First = range.First,
            Count = range.Count,
            Captions = parameters.Captions,
            Questions = parameters.Questions,
        };
        return new PlannedItem(
            range.Item,
            ParameterJson.Write(work),
            [.. source.Files(range.Set).Select(file => Imported(situation, file))]);
    }

    private static NamedArtifact Imported(StageSituation situation, string file) =>
        situation.Sources.FirstOrDefault(source => source.Role.EndsWith("/" + file, StringComparison.Ordinal)) is { } found
            ? new NamedArtifact($"source.{file}", found.Artifact)
            : throw new StageException($"The source file '{file}' was not imported.", situation.Name, "Start the run again.");

    private static PlannedItem Tokenizer(StageSituation situation, PreprocessingParameters parameters, IReadOnlyList<ShardRange> ranges)
    {
        PreprocessingWork work = new TokenizerWork
        {
            Source = parameters.Source.Open().Name,
            Vocabulary = parameters.Tokenizer.Vocabulary,
            Mean = parameters.Image.Mean,
            Std = parameters.Image.Std,
        };
        return new PlannedItem(
            TokenizerItem,
            ParameterJson.Write(work),
            [.. Vocabulary(ranges, parameters).SelectMany(range => situation.Finished[range.Item].Select(
                output => new NamedArtifact($"data.{range.Number}.{output.Role.Split('.')[^1]}", output.Artifact)))]);
    }

    private static IEnumerable<ShardRange> Vocabulary(IReadOnlyList<ShardRange> ranges, PreprocessingParameters parameters) =>
        ranges.Where(range => range.Split == parameters.Tokenizer.Split);

    private static List<ShardRange> Ranges(PreprocessingParameters parameters) =>
        [.. parameters.Splits.SelectMany(split => Ranges(split.Key, split.Value, split.Value.ShardSize ?? parameters.ShardSize))];

    private static IEnumerable<ShardRange> Ranges(string name, SplitParameters split, int size) =>
        Enumerable.Range(0, ((split.Count - 1) / size) + 1).Select(shard => new ShardRange(
            name,
            shard.ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
            split.From,
            checked(split.First + (shard * size)),
            Math.Min(size, split.Count - (shard * size))));

    private sealed record ShardRange(string Split, string Number, string Set, int First, int Count)
    {
        public string Item => $"{Split}-{Number}";
    }
}
