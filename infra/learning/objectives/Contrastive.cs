using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>CLIP pre-training (Radford et al. 2021): images and their captions find each other within the batch. With an attack, the adversarial form of
/// Double Visual Defense: all images of the batch are perturbed jointly, by one backward pass of the batch's loss per step; texts never are.</summary>
public sealed class Contrastive : IObjective
{
    private readonly ClipModel _clip;
    private readonly ContrastiveOptions _options;
    private readonly InnerAttack? _attack;

    /// <summary>Makes the objective and sets which parameters train.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Contrastive(ClipModel clip, ContrastiveOptions options)
    {
        (_clip, _options) = (clip, CheckedOptions.Of(options));
        _attack = options.Attack is null ? null : new InnerAttack(options.Attack, clip.Vision);
        if (options.TrainText)
        {
            TrainableParameters = Trainables.All(clip.Vision, clip.Text);
        }
        else
        {
            clip.Text.Freeze();
            TrainableParameters = Trainables.All(clip.Vision);
        }
    }

    /// <inheritdoc/>
    public string Name => _attack is null ? "contrastive" : "adversarial-contrastive";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        Tensor captions = batch.Need(batch.CaptionTokens, Name, "captions");
        Tensor scale = _clip.LogitScale.exp();
        var metrics = new StepMetrics();
        metrics.Add("logit_scale", scale);
        Tensor pixels = _attack is null ? batch.Pixels : _attack.Perturb(AttackLoss(captions), batch, context, metrics);
        return new ObjectiveLoss(ContrastiveLoss.Of(_clip.Vision.Embed(pixels), _clip.Text.Embed(captions), scale), metrics);
    }

    /// <summary>Keeps the temperature from running away, as CLIP does after each step.</summary>
    public void AfterStep()
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        _clip.LogitScale.clamp_(max: Math.Log(_options.LargestScale));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private PerSampleLoss AttackLoss(Tensor captions)
    {
        using var off = torch.no_grad();
        Tensor texts = _clip.Text.Embed(captions), scale = _clip.LogitScale.exp();
        return pixels => ContrastiveLoss.PerPair(_clip.Vision.Embed(pixels), texts, scale);
    }
}
