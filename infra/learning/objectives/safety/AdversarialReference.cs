using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>The first stage of ADPO (Weng et al. 2025): an adversarially trained model, which refuses although the worst perturbation drives towards
/// compliance, and stays useful: min -log P(refusal | d*) + alpha L_utility, d* = argmax log P(compliance | d).</summary>
public sealed class AdversarialReference : IObjective
{
    private readonly TunedModel _model;
    private readonly AdversarialReferenceOptions _options;
    private readonly IAnswerAdversary _adversary;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Nothing trains.</exception>
    public AdversarialReference(ClipVisionTower vision, LanguageModel language, AdversarialReferenceOptions options)
    {
        _options = CheckedOptions.Of(options);
        _model = new TunedModel(vision, language, options.Trains, Name);
        _adversary = AnswerAdversaries.Of(options.Adversary, _model);
    }

    /// <inheritdoc/>
    public string Name => "adversarial-reference";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters => _model.Trainable;

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        PreferenceBatch pairs = batch.Need(batch.Preferences, Name, "requests with refusals and compliant answers");
        var metrics = new StepMetrics();
        AttackedAnswers attacked = _adversary.Attack(batch, pairs.Rejected, context, metrics);
        Tensor refusal = AnswerLosses.PerTokenOfAll(attacked(pairs.Chosen));
        metrics.Add("refusal", refusal);
        Tensor loss = AnswerLosses.Floored(refusal, _options.Floor);
        if (_options.UtilityWeight > 0)
        {
            TrainingBatch ordinary = batch.Need(batch.Utility, Name, "ordinary conversations");
            Tensor utility = AnswerLosses.PerTokenOfAll(_model.LogProbs(ordinary, Name));
            metrics.Add("utility", utility);
            loss = loss + (utility * _options.UtilityWeight);
        }

        return new ObjectiveLoss(loss, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
