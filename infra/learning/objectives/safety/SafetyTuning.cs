using Rampart.Learning.Models;
using Rampart.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Safety fine-tuning as VLGuard does it (Zong et al. 2024): cross-entropy of the answers that a safety policy wants, alone or mixed with
/// ordinary conversations, averaged over all answer tokens of both.</summary>
public sealed class SafetyTuning : IObjective
{
    private readonly TunedModel _model;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The tower.</param>
    /// <param name="language">Projector and decoder.</param>
    /// <param name="trains">The parts that train: tower, projector, decoder.</param>
    /// <exception cref="ArgumentException">Nothing trains.</exception>
    public SafetyTuning(ClipVisionTower vision, LanguageModel language, IReadOnlyCollection<ModelPart> trains) =>
        _model = new TunedModel(vision, language, trains, Name);

    /// <inheritdoc/>
    public string Name => "safety-tuning";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters => _model.Trainable;

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        var metrics = new StepMetrics();
        TokenLogProbs safe = _model.LogProbs(batch, Name);
        metrics.Add("loss/safety", AnswerLosses.PerTokenOfAll(safe));
        Tensor summed = safe.Values.sum(), tokens = safe.Mask.sum();
        if (batch.Utility is { } ordinary)
        {
            TokenLogProbs useful = _model.LogProbs(ordinary, Name);
            metrics.Add("loss/utility", AnswerLosses.PerTokenOfAll(useful));
            (summed, tokens) = (summed + useful.Values.sum(), tokens + useful.Mask.sum());
        }

        return new ObjectiveLoss(-summed / tokens, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
