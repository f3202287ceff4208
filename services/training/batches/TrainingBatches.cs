using Rampart.Learning.Data;
using Rampart.Learning.Models;
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
    private readonly ConversationDraws _draws;
    private readonly Func<int, TrainingBatch> _batchOf;

    public TrainingBatches(
        SampleSet samples, PairedSamples? pairs, TrainedModel model, ObjectiveParameters objective, DatasetDescription dataset, int batch, ulong seed)
    {
        (_samples, _pairs, _model, _objective) = (samples, pairs, model, objective);
        _draws = new ConversationDraws(samples, model.Tokenizer, seed);
        if (objective is SafetyObjectiveParameters safety)
        {
            _batchOf = new SafetyBatches(samples, model.Tokenizer, _draws, safety.Mix(batch), dataset.Safety?.Types ?? [], seed).Of;
            return;
        }

        int count = pairs?.Count ?? samples.Count;
        EpochOrder order = count >= batch
            ? new EpochOrder(seed, count, batch)
            : throw new StageException($"{count} samples do not fill a batch of {batch}.", "batch", "Lower the batch, or add data.");
        _batchOf = step => Of(step, order.Batch(step).ToArray());
    }

    /// <summary>The batch of a step, counted from 0.</summary>
    public TrainingBatch Of(int step) => _batchOf(step);

    private TrainingBatch Of(int step, int[] places)
    {
        int[] rows = _pairs is null ? places : _pairs.Rows(places);
        TrainingBatch batch = _draws.Images(rows);
        return _objective switch
        {
            ContrastiveParameters or AdversarialContrastiveParameters => batch with { CaptionTokens = Captions(step, rows) },
            InstructionParameters instruction => batch with
            {
                Answers = _draws.Answers(step, rows, sample => Requests.Instructions(sample, instruction)),
                Texts = instruction.TextRefusals ? _draws.Answers(step, rows, Requests.Refused, "text-request") : null,
            },
            AdversarialInstructionParameters attacked => batch with
            {
                Answers = _draws.Answers(step, rows, sample => Requests.AndConversations(sample, attacked.Requests)),
            },
            TecoaParameters or AdversarialPromptTuningParameters => batch with { Labels = _samples.Labels(rows) },
            { NeedsPairs: true } => batch with { Preferences = _pairs!.Batch(places, _model.Tokenizer) },
            _ => batch,
        };
    }

    private TorchSharp.torch.Tensor Captions(int step, int[] rows) => CaptionBatch.Create(
        _model.Tokenizer,
        [.. rows.Select(row => _draws.OneOf(_samples.Samples[row].Captions, "caption", step, row))],
        _model.Bundle.Clip().Text.Config.MaxPositions);
}
