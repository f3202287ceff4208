using System.ComponentModel.DataAnnotations;
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
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        Tensor labels = batch.Need(batch.Labels, Name, "class labels");
        var metrics = new StepMetrics();
        Tensor adversarial = _attack.Perturb(
            pixels => torch.nn.functional.cross_entropy(Logits(pixels), labels, reduction: torch.nn.Reduction.None), batch, context, metrics);
        Tensor logits = Logits(adversarial);
        metrics.Add("accuracy/adversarial", ZeroShotClassifier.IsCorrect(logits, labels));
        return new ObjectiveLoss(torch.nn.functional.cross_entropy(logits, labels), metrics);
    }

    /// <inheritdoc/>
    public void Dispose() => _classEmbeddings.Dispose();

    private Tensor Logits(Tensor pixels) => UnitVectors.Of(_vision.Embed(pixels)).mm(_classEmbeddings.t()) * _options.LogitScale;
}
