using System.Globalization;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>The batch of each step, a pure function of the seed and the step.</summary>
internal sealed class TrainingBatches
{
    private readonly SampleSet _samples;
    private readonly TrainedModel _model;
    private readonly ObjectiveParameters _objective;
    private readonly PairedSamples? _pairs;
    private readonly ulong _seed;
    private readonly EpochOrder _order;

    public TrainingBatches(SampleSet samples, PairedSamples? pairs, TrainedModel model, ObjectiveParameters objective, int batch, ulong seed)
    {
        (_samples, _pairs, _model, _objective, _seed) = (samples, pairs, model, objective, seed);
        int count = pairs?.Count ?? samples.Count;
        _order = count >= batch
            ? new EpochOrder(seed, count, batch)
            : throw new StageException($"{count} samples do not fill a batch of {batch}.", "batch", "Lower the batch, or add data.");
    }

    /// <summary>The batch of a step, counted from 0.</summary>
    public TrainingBatch Of(int step)
    {
        int[] places = _order.Batch(step).ToArray();
        int[] rows = _pairs is null ? places : _pairs.Rows(places);
        var batch = new TrainingBatch([.. rows.Select(row => (ulong)_samples.Ids[row])], _samples.Pixels(rows));
        return _objective switch
        {
            ContrastiveParameters or AdversarialContrastiveParameters => batch with { CaptionTokens = Captions(step, rows) },
            InstructionParameters instruction => batch with { Answers = Answers(step, rows, instruction.Requests) },
            AdversarialInstructionParameters => batch with { Answers = Answers(step, rows, RequestAnswers.None) },
            TecoaParameters => batch with { Labels = _samples.Labels(rows) },
            { NeedsPairs: true } => batch with { Preferences = _pairs!.Batch(places, _model.Tokenizer) },
            _ => batch,
        };
    }

    private TorchSharp.torch.Tensor Captions(int step, int[] rows) => CaptionBatch.Create(
        _model.Tokenizer,
        [.. rows.Select(row => OneOf(_samples.Samples[row].Captions, "caption", step, row))],
        _model.Bundle.Clip().Text.Config.MaxPositions);

    private AnswerBatch Answers(int step, int[] rows, RequestAnswers requests)
    {
        Dialogue[] drawn = [.. rows.Select(row => OneOf(Conversations(_samples.Samples[row], requests), "question", step, row))];
        return AnswerBatch.Create(
            _model.Tokenizer, [.. drawn.Select(dialogue => dialogue.Question)], [.. drawn.Select(dialogue => dialogue.Answer)]);
    }

    private static IReadOnlyList<Dialogue> Conversations(Sample sample, RequestAnswers requests)
    {
        if (requests == RequestAnswers.None)
        {
            return sample.Conversations();
        }

        SampleSafety safety = sample.Safety ?? throw new StageException(
            "The samples have no requests.", "objective.requests", "Set safety in the preprocessing stage, or leave requests out.");
        return
        [
            .. sample.Conversations(),
            .. safety.Requests.Select(request => new Dialogue(
                Dialogue.Request, request.Request, requests == RequestAnswers.Policy ? safety.Chosen(request) : request.Compliance)),
        ];
    }

    private T OneOf<T>(IReadOnlyList<T> texts, string purpose, int step, int row) => texts[
        new SampleRandom(_seed, $"{purpose}/{step.ToString(CultureInfo.InvariantCulture)}", (ulong)_samples.Ids[row]).NextInt(texts.Count)];
}
