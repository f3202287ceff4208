using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>AdPO, preference optimisation of the vision encoder (Liu et al. 2025): prefer the answer given on the clean image over the one given
/// on the adversarial image (PIO), and give the former on the adversarial image too (AIO). Only the vision tower trains.</summary>
/// <remarks>L = -log S(beta [log-ratio of y_w on x] - beta [log-ratio of y_l on x_adv]) + lambda * (-SUM_t sg(p_t) log p_t), p_t = P(y_w^t | x_adv);
/// each log-ratio compares policy and reference on the same image. Other preference losses can stand in for the first term. Not to be confused with ADPO, adversary-aware DPO.</remarks>
public sealed class Adpo : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly ClipVisionTower _reference;
    private readonly LanguageModel _language;
    private readonly AdpoOptions _options;
    private readonly FeatureSpace _space;
    private readonly InnerAttack _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The tower in training.</param>
    /// <param name="reference">The tower before any of the training's segments; gets frozen.</param>
    /// <param name="language">Projector and decoder; get frozen, and serve policy and reference alike.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Both towers are the same object.</exception>
    public Adpo(ClipVisionTower vision, ClipVisionTower reference, LanguageModel language, AdpoOptions options)
    {
        (_vision, _reference, _language, _options) = (vision, reference, language, CheckedOptions.Of(options));
        CheckedOptions.Of(options.Preference);
        _space = new FeatureSpace(CheckedOptions.Of(options.Features));
        _attack = new InnerAttack(options.Attack, vision);
        Trainables.RefuseOwnReference(vision, reference, Name);
        reference.Freeze();
        language.Freeze();
        // The embedding's layers train only where a distance reaches them.
        TrainableParameters = Trainables.Vision(vision, _space.UsesEmbedding && options.CleanFeatureWeight > 0);
    }

    /// <inheritdoc/>
    public string Name => "adpo";

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => batch.SampleIds.Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        PreferenceBatch pairs = batch.Need(batch.Preferences, Name, "preference pairs");
        var metrics = new StepMetrics();
        CleanReference clean = CleanReference.Of(_reference, _space, batch.Pixels);
        Tensor adversarialPixels = _attack.Perturb(AttackLoss(clean, pairs.Chosen), batch, context, metrics, pairs.Perturbations);

        Tensor patches = _vision.PatchFeatures(batch.Pixels), adversarialPatches = _vision.PatchFeatures(adversarialPixels);
        TokenLogProbs chosen = _language.LogProbs(patches, pairs.Chosen);
        TokenLogProbs rejected = _language.LogProbs(adversarialPatches, pairs.Rejected);
        TokenLogProbs chosenUnderAttack = _language.LogProbs(adversarialPatches, pairs.Chosen);

        LogProbPair? reference = _options.Preference.UsesReference ? Reference(clean, adversarialPixels, pairs) : null;
        Tensor loss = PreferredImages(PreferenceScores.Of(chosen, rejected, reference), pairs, metrics);
        Tensor answers = AdversarialImages(chosenUnderAttack);
        metrics.Add("aio", answers);
        metrics.Add("logps/chosen", chosen.Sum());
        metrics.Add("logps/rejected", rejected.Sum());
        metrics.Add("logps/chosen_under_attack", chosenUnderAttack.Sum());
        loss = loss + (answers * _options.Lambda);
        if (_options.CleanAnswerWeight > 0)
        {
            loss = loss - (chosen.Mean().mean() * _options.CleanAnswerWeight);
        }

        if (_options.CleanFeatureWeight > 0)
        {
            Tensor distance = _space.Distance(_space.Of(_vision, batch.Pixels, patches), clean.Features).mean();
            metrics.Add("distance/clean", distance);
            loss = loss + (distance * _options.CleanFeatureWeight);
        }

        return new ObjectiveLoss(loss, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Tensor PreferredImages(PreferenceScores scores, PreferenceBatch pairs, StepMetrics metrics)
    {
        PreferenceLoss preference = PreferenceLosses.Of(_options.Preference, scores);
        Tensor differ = pairs.Differ();
        Tensor weights = _options.MaskEqualPairs ? differ : torch.ones_like(differ);
        Tensor kept = weights.sum().clamp(min: 1);
        Tensor margin = preference.ChosenReward - preference.RejectedReward;
        metrics.Add("pio", (preference.PerPair * weights).sum() / kept);
        metrics.Add("reward_margin", (margin * weights).sum() / kept);
        metrics.Add("rewards/chosen", preference.ChosenReward);
        metrics.Add("rewards/rejected", preference.RejectedReward);
        metrics.Add("rewards/accuracy", (margin.gt(0).to(ScalarType.Float32) * weights).sum() / kept);
        metrics.Add("equal_pairs", 1 - differ);
        // Divided by the whole batch: a pair weighs the same whether or not its neighbours are masked.
        return (preference.PerPair * weights).mean() * _options.PreferenceWeight;
    }

    private Tensor AdversarialImages(TokenLogProbs answer)
    {
        Tensor summed = _options.Weighting == TokenWeighting.Confidence
            ? AnswerLosses.ConfidenceWeighted(answer.Values, answer.Mask)
            : AnswerLosses.NegativeLogLikelihood(answer.Values, answer.Mask);
        return (_options.MeanOverTokens ? AnswerLosses.PerToken(summed, answer.Mask) : summed).mean();
    }

    private LogProbPair Reference(CleanReference clean, Tensor adversarialPixels, PreferenceBatch pairs)
    {
        using var off = torch.no_grad();
        return new LogProbPair(
            _language.LogProbs(clean.Patches, pairs.Chosen).Sum(),
            _language.LogProbs(_reference.PatchFeatures(adversarialPixels), pairs.Rejected).Sum());
    }

    private PerSampleLoss AttackLoss(CleanReference clean, AnswerBatch chosen)
    {
        Tensor Distance(Tensor pixels) => _space.Distance(_space.Of(_vision, pixels), clean.Features);
        Tensor AnswerLoss(Tensor patches) => -_language.LogProbs(patches, chosen).Mean();
        return _options.Target switch
        {
            InnerTarget.Features => pixels => Distance(pixels),
            InnerTarget.Answer => pixels => AnswerLoss(_vision.PatchFeatures(pixels)),
            _ => pixels =>
            {
                Tensor patches = _vision.PatchFeatures(pixels);
                return _space.Distance(_space.Of(_vision, pixels, patches), clean.Features) + AnswerLoss(patches);
            },
        };
    }
}
