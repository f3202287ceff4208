using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Learning.Training;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Preference pairs with the rows of their images and their mined perturbations.</summary>
internal sealed class PairedSamples
{
    private readonly IReadOnlyList<PreferencePair> _pairs;
    private readonly MinedSamples _mined;
    private readonly int[] _rows;

    private PairedSamples(IReadOnlyList<PreferencePair> pairs, MinedSamples mined, int[] rows) => (_pairs, _mined, _rows) = (pairs, mined, rows);

    public int Count => _pairs.Count;

    /// <summary>Reads every <c>pairs.&lt;nnn&gt;</c> and <c>mined.&lt;nnn&gt;</c>.</summary>
    /// <exception cref="StageException">A pair has no image or no perturbation.</exception>
    public static PairedSamples Read(IStageInputs inputs, SampleSet samples)
    {
        PreferencePair[] pairs = [.. Files(inputs, "pairs").SelectMany(file => JsonLines.Read<PreferencePair>(inputs.Read(file), file.Role))];
        MinedSamples mined = MinedSamples.Read(inputs, Files(inputs, "mined"));
        Dictionary<long, int> rowOf = samples.Ids.Select((id, row) => (id, row)).ToDictionary(entry => entry.id, entry => entry.row);
        if (!pairs.Select(pair => pair.Index).SequenceEqual(mined.Ids) || pairs.Any(pair => !rowOf.ContainsKey(pair.Index)))
        {
            throw new StageException(
                "Pairs, mined perturbations and samples do not belong together.", "pairs", "Train on the split that was mined.");
        }

        return new PairedSamples(pairs, mined, [.. pairs.Select(pair => rowOf[pair.Index])]);
    }

    /// <summary>The rows of some pairs' images.</summary>
    public int[] Rows(int[] places) => [.. places.Select(place => _rows[place])];

    /// <summary>Some pairs as a batch.</summary>
    public PreferenceBatch Batch(int[] places, BpeTokenizer tokenizer)
    {
        PreferencePair[] pairs = [.. places.Select(place => _pairs[place])];
        string[] prompts = [.. pairs.Select(pair => pair.Prompt)];
        return new PreferenceBatch(
            AnswerBatch.Create(tokenizer, prompts, [.. pairs.Select(pair => pair.Chosen)]),
            AnswerBatch.Create(tokenizer, prompts, [.. pairs.Select(pair => pair.Rejected)]),
            _mined.Deltas([.. pairs.Select(pair => pair.Index)]));
    }

    private static IReadOnlyList<NamedArtifact> Files(IStageInputs inputs, string prefix) =>
        [.. inputs.All.Where(input => input.Role.StartsWith(prefix + ".", StringComparison.Ordinal))];
}
