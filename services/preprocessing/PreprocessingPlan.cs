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
        IDataSource source = parameters.Source.Open();
        Dictionary<string, IReadOnlyList<NamedArtifact>> files = ranges.Select(range => range.Set).Distinct()
            .ToDictionary(set => set, set => Imported(situation, [.. source.Files(set), .. CorpusFiles(parameters)]));
        bool tokenizer = Vocabulary(ranges, parameters).All(range => situation.Finished.ContainsKey(range.Item));
        return new ItemSequence(
            ranges.Count + (tokenizer ? 1 : 0),
            place => place < ranges.Count ? ranges[place].Item : TokenizerItem,
            (place, _) => place < ranges.Count
                ? Shard(parameters, source.Name, ranges[place], files[ranges[place].Set])
                : Tokenizer(situation, parameters, ranges));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Ranges((PreprocessingParameters)situation.Parameters).Count + 1;

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => Ranges((PreprocessingParameters)situation.Parameters)
        .Where(range => situation.Finished.ContainsKey(range.Item))
        .SelectMany(range => situation.Finished[range.Item], (range, output) =>
            new NamedArtifact($"{range.Split}/{range.Number}/{output.Role.Split('.')[^1]}", output.Artifact))
        .Concat(situation.Finished[TokenizerItem]);

    /// <inheritdoc/>
    /// <remarks>
    /// The tokenizer and the shards that it reads must all be there: a vocabulary that depends on which shard failed would reach into every
    /// model. Of any other split at least one shard must be left, or the stages after this one would have nothing to work on.
    /// </remarks>
    public bool Tolerates(StageSituation situation, IReadOnlyCollection<string> failed)
    {
        var parameters = (PreprocessingParameters)situation.Parameters;
        return failed.Count <= parameters.FailedShards
            && !failed.Contains(TokenizerItem)
            && failed.CountBy(item => item[..item.LastIndexOf('-')]).All(split =>
                split.Key != parameters.Tokenizer.Split && split.Value < Shards(parameters.Splits[split.Key], parameters));
    }

    private static PlannedItem Shard(PreprocessingParameters parameters, string source, ShardRange range, IReadOnlyList<NamedArtifact> files)
    {
        PreprocessingWork work = new ShardWork
        {
            Source = source,
            Set = range.Set,
            First = range.First,
            Count = range.Count,
            Captions = parameters.Captions,
            Questions = parameters.Questions,
            Dialogues = parameters.Dialogues,
            HumanAnswers = parameters.HumanAnswers,
            Safety = parameters.Safety?.InWork(),
        };
        return new PlannedItem(range.Item, ParameterJson.Write(work), files);
    }

    private static string[] CorpusFiles(PreprocessingParameters parameters) => parameters.Safety?.Unsafe?.Corpus is null ? [] : [CorpusParameters.Role];

    private static IReadOnlyList<NamedArtifact> Imported(StageSituation situation, IEnumerable<string> files) =>
        [.. files.Select(file => Imported(situation, file))];

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
            Dialogues = parameters.Dialogues,
            Safety = parameters.Safety?.InWork(),
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
        [.. parameters.Splits.SelectMany(split => Ranges(split.Key, split.Value, parameters))];

    private static int Size(SplitParameters split, PreprocessingParameters parameters) => split.ShardSize ?? parameters.ShardSize;

    private static int Shards(SplitParameters split, PreprocessingParameters parameters) => ((split.Count - 1) / Size(split, parameters)) + 1;

    private static IEnumerable<ShardRange> Ranges(string name, SplitParameters split, PreprocessingParameters parameters)
    {
        int size = Size(split, parameters);
        return Enumerable.Range(0, Shards(split, parameters)).Select(shard => new ShardRange(
            name,
            shard.ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
            split.From,
            checked(split.First + (shard * size)),
            Math.Min(size, split.Count - (shard * size))));
    }

    private sealed record ShardRange(string Split, string Number, string Set, int First, int Count)
    {
        public string Item => $"{Split}-{Number}";
    }
}
