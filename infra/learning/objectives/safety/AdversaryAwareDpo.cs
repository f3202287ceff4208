using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>ADPO, adversary-aware DPO (Weng et al. 2025): prefer the refusal to the compliant answer under the worst perturbation, relative to a reference
/// that sees the clean image. Not to be confused with AdPO, the preference optimisation of an encoder (<see cref="Adpo"/>).</summary>
/// <remarks>L = -log S(beta log[P(Y_p | x + d*) / P_ref(Y_p | x)] - beta log[P(Y_r | x + d*) / P_ref(Y_r | x)]), d* = argmax log P(Y_r | x + d). With an
/// adversarially trained reference it is ADPO, with an ordinary one AT-DPO; without the adversary, on an adversarially trained reference, AR-DPO.</remarks>
public sealed class AdversaryAwareDpo : IObjective
{
    private readonly TunedModel _model;
    private readonly ClipVisionTower _referenceVision;
    private readonly LanguageModel _referenceLanguage;
    private readonly AdversaryAwareDpoOptions _options;
    private readonly IAnswerAdversary _adversary;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The policy's tower.</param>
    /// <param name="language">The policy's projector and decoder.</param>
    /// <param name="referenceVision">The reference's tower; gets frozen.</param>
    /// <param name="referenceLanguage">The reference's projector and decoder; get frozen.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The reference is the policy itself, or nothing trains.</exception>
    public AdversaryAwareDpo(
        ClipVisionTower vision, LanguageModel language, ClipVisionTower referenceVision, LanguageModel referenceLanguage, AdversaryAwareDpoOptions options)
    {
        (_referenceVision, _referenceLanguage, _options) = (referenceVision, referenceLanguage, CheckedOptions.Of(options));
        CheckedOptions.Of(options.Preference);
        Trainables.RefuseOwnReference(vision, referenceVision, Name);
        Trainables.RefuseOwnReference(language, referenceLanguage, Name);
        referenceVision.Freeze();
        referenceLanguage.Freeze();
        _model = new TunedModel(vision, language, options.Trains, Name);
        _adversary = AnswerAdversaries.Of(options.Adversary, _model);
    }

    /// <inheritdoc/>
    public string Name => "adversary-aware-dpo";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters => _model.Trainable;

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        PreferenceBatch pairs = batch.Need(batch.Preferences, Name, "requests with refusals and compliant answers");
        LogProbPair? reference = _options.Preference.UsesReference ? Reference(batch.Pixels, pairs) : null;
        var metrics = new StepMetrics();
        AttackedAnswers attacked = _adversary.Attack(batch, pairs.Rejected, context, metrics);
        TokenLogProbs chosen = attacked(pairs.Chosen), rejected = attacked(pairs.Rejected);
        PreferenceLoss preference = PreferenceLosses.Of(_options.Preference, PreferenceScores.Of(chosen, rejected, reference));
        preference.Report(metrics, chosen, rejected);
        Tensor loss = preference.PerPair.mean();
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

    private LogProbPair Reference(Tensor pixels, PreferenceBatch pairs)
    {
        using var off = torch.no_grad();
        Tensor patches = _referenceVision.PatchFeatures(pixels);
        return new LogProbPair(
            _referenceLanguage.LogProbs(patches, pairs.Chosen).Sum(), _referenceLanguage.LogProbs(patches, pairs.Rejected).Sum());
    }
}
