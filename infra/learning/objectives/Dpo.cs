using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Direct preference optimisation (Rafailov et al. 2023) of a vision-language model: prefer one answer over another about the same clean image,
/// relative to a frozen reference. Any other loss of <see cref="PreferenceLosses"/> can take its place.</summary>
/// <remarks>A pair whose two answers are the same adds a constant, and no gradient.</remarks>
public sealed class Dpo : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly LanguageModel _language;
    private readonly ClipVisionTower _referenceVision;
    private readonly LanguageModel _referenceLanguage;
    private readonly DpoOptions _options;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The policy's tower.</param>
    /// <param name="language">The policy's projector and decoder.</param>
    /// <param name="referenceVision">The reference's tower; gets frozen.</param>
    /// <param name="referenceLanguage">The reference's projector and decoder; get frozen.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The reference is the policy itself, or nothing trains.</exception>
    public Dpo(
        ClipVisionTower vision, LanguageModel language, ClipVisionTower referenceVision, LanguageModel referenceLanguage, DpoOptions options)
    {
        (_vision, _language, _referenceVision, _referenceLanguage) = (vision, language, referenceVision, referenceLanguage);
        _options = CheckedOptions.Of(options);
        CheckedOptions.Of(options.Preference);
        Trainables.RefuseOwnReference(vision, referenceVision, Name);
        Trainables.RefuseOwnReference(language, referenceLanguage, Name);
        referenceVision.Freeze();
        referenceLanguage.Freeze();
        TrainableParameters = Trainables.Parts(vision, language, options.Trains, Name);
    }

    /// <inheritdoc/>
    public string Name => "dpo";

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => batch.SampleIds.Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        PreferenceBatch pairs = batch.Need(batch.Preferences, Name, "preference pairs");
        Tensor patches = Features(batch.Pixels);
        TokenLogProbs chosen = _language.LogProbs(patches, pairs.Chosen), rejected = _language.LogProbs(patches, pairs.Rejected);
        LogProbPair? reference = _options.Preference.UsesReference ? Reference(batch.Pixels, pairs) : null;
        PreferenceLoss preference = PreferenceLosses.Of(_options.Preference, PreferenceScores.Of(chosen, rejected, reference));

        var metrics = new StepMetrics();
        preference.Report(metrics, chosen, rejected);
        metrics.Add("equal_pairs", 1 - pairs.Differ());
        Tensor loss = preference.PerPair.mean();
        return new ObjectiveLoss(
            _options.AnswerWeight > 0 ? loss - (chosen.Mean().mean() * _options.AnswerWeight) : loss, metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Tensor Features(Tensor pixels)
    {
        using var graph = torch.set_grad_enabled(_options.Trains.Contains(ModelPart.Tower));
        return _vision.PatchFeatures(pixels);
    }

    private LogProbPair Reference(Tensor pixels, PreferenceBatch pairs)
    {
        using var off = torch.no_grad();
        Tensor patches = _referenceVision.PatchFeatures(pixels);
        return new LogProbPair(
            _referenceLanguage.LogProbs(patches, pairs.Chosen).Sum(), _referenceLanguage.LogProbs(patches, pairs.Rejected).Sum());
    }
}
