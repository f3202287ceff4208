using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>TeCoA, text-guided contrastive adversarial training (Mao et al. 2023): under attack, an image stays nearest to its class's text.</summary>
public sealed class Tecoa : IObjective
{
    private readonly ClipVisionTower _vision;
    private readonly Tensor _classEmbeddings;
    private readonly TecoaOptions _options;
    private readonly InnerAttack _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <param name="vision">The tower in training.</param>
    /// <param name="classEmbeddings">Text embeddings of the classes from the frozen text tower, float32 [classes, projection]; copied.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Tecoa(ClipVisionTower vision, Tensor classEmbeddings, TecoaOptions options)
    {
        if (classEmbeddings.dim() != 2 || classEmbeddings.shape[1] != vision.Config.ProjectionSize)
        {
            throw new ArgumentException(
                $"Class embeddings must be [classes, {vision.Config.ProjectionSize}], not [{string.Join(", ", classEmbeddings.shape)}].", nameof(classEmbeddings));
        }

        (_vision, _options) = (vision, CheckedOptions.Of(options));
        _attack = new InnerAttack(options.Attack, vision);
        using (torch.NewDisposeScope())
        {
            _classEmbeddings = UnitVectors.Of(classEmbeddings.detach()).DetachFromDisposeScope();
        }

        TrainableParameters = Trainables.Vision(vision, usesEmbedding: true);
    }

    /// <inheritdoc/>
    public string Name => "tecoa";

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => batch.SampleIds.Count;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        Tensor labels = batch.Need(batch.Labels, Name, "class labels");
        var metrics = new StepMetrics();
        PerSampleLoss? away = _options.Target == TecoaTarget.Clean ? AwayFromOwn(batch.Pixels) : null;
        Tensor adversarial = _attack.Perturb(away ?? (pixels => CrossEntropy(Logits(pixels), labels)), batch, context, metrics);
        Tensor logits = Logits(adversarial);
        metrics.Add("accuracy/adversarial", ZeroShotClassifier.IsCorrect(logits, labels));
        Tensor? clean = away is not null || _options.CleanWeight > 0 ? Logits(batch.Pixels) : null;
        Tensor attacked = away is null ? torch.nn.functional.cross_entropy(logits, labels) : Divergence.Of(clean!, logits).mean();
        if (clean is null)
        {
            return new ObjectiveLoss(attacked, metrics);
        }

        Tensor kept = torch.nn.functional.cross_entropy(clean, labels);
        metrics.Add("cross_entropy/clean", kept);
        metrics.Add("accuracy/clean", ZeroShotClassifier.IsCorrect(clean, labels));
        return new ObjectiveLoss((kept * _options.CleanWeight) + (attacked * (1 - _options.CleanWeight)), metrics);
    }

    /// <inheritdoc/>
    public void Dispose() => _classEmbeddings.Dispose();

    private PerSampleLoss AwayFromOwn(Tensor pixels)
    {
        using var off = torch.no_grad();
        Tensor own = Logits(pixels);
        return attacked => Divergence.Of(own, Logits(attacked));
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor labels) =>
        torch.nn.functional.cross_entropy(logits, labels, reduction: torch.nn.Reduction.None);

    private Tensor Logits(Tensor pixels) => UnitVectors.Of(_vision.Embed(pixels)).mm(_classEmbeddings.t()) * _options.LogitScale;
}
