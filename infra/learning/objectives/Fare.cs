using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>FARE, unsupervised adversarial fine-tuning (Schlarmann et al. 2024, equation 3): under attack, the features stay those of the original tower.</summary>
public sealed class Fare : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly ClipVisionTower _original;
    private readonly FareOptions _options;
    private readonly FeatureSpace _space;
    private readonly InnerAttack _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The tower in training.</param>
    /// <param name="original">The tower before any of the training's segments; gets frozen.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Both towers are the same object.</exception>
    public Fare(ClipVisionTower vision, ClipVisionTower original, FareOptions options)
    {
        (_vision, _original, _options) = (vision, original, CheckedOptions.Of(options));
        _space = new FeatureSpace(CheckedOptions.Of(options.Features));
        _attack = new InnerAttack(options.Attack, vision);
        Trainables.RefuseOwnReference(vision, original, Name);
        original.Freeze();
        TrainableParameters = Trainables.Vision(vision, _space.UsesEmbedding);
    }

    /// <inheritdoc/>
    public string Name => "fare";

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => batch.SampleIds.Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        TowerFeatures target;
        using (torch.no_grad())
        {
            target = _space.Of(_original, batch.Pixels);
        }

        var metrics = new StepMetrics();
        Tensor adversarialPixels = _attack.Perturb(
            pixels => _space.Distance(_space.Of(_vision, pixels), target), batch, context, metrics);
        TowerFeatures adversarialFeatures = _space.Of(_vision, adversarialPixels);
        bool drawnToOwn = _options.Target == FareTarget.Clean;
        TowerFeatures? clean = drawnToOwn || _options.CleanWeight > 0 ? _space.Of(_vision, batch.Pixels) : null;
        // A distance lets no gradient into its target.
        Tensor adversarial = _space.Distance(adversarialFeatures, drawnToOwn ? clean! : target).mean();
        metrics.Add("distance/adversarial", adversarial);
        if (clean is null)
        {
            return new ObjectiveLoss(adversarial, metrics);
        }

        Tensor kept = _space.Distance(clean, target).mean();
        metrics.Add("distance/clean", kept);
        return new ObjectiveLoss((kept * _options.CleanWeight) + (adversarial * (1 - _options.CleanWeight)), metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
