using Rampart.Learning.Models;
using Rampart.Learning.Options;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Perturbs hidden states of the decoder at the prompt's positions (latent adversarial training): one vector per position and layer in a ball,
/// from zero, by AdamW on the mean log-probability of the targets' tokens, the best iterate of each sample kept.</summary>
/// <remarks>The published mask accumulates over the batch; here it holds the positions before each sample's first answer token. The gradient is clipped per
/// sample, not per batch, so that neighbours do not matter. What safety modules or a principle put before a question is not counted: that many of the prompt's
/// last positions stay untouched.</remarks>
internal sealed class LatentAdversary : IAnswerAdversary
{
    private readonly TunedModel _model;
    private readonly LatentOptions _options;
    private readonly IReadOnlyList<int> _layers;

    public LatentAdversary(TunedModel model, LatentOptions options) =>
        (_model, _options, _layers) = (model, CheckedOptions.Of(options), options.In(model.Language.Config.Text.Layers));

    public AttackedAnswers Attack(TrainingBatch batch, AnswerBatch targets, StepContext context, StepMetrics metrics)
    {
        LatentPerturbation worst;
        using (new EvaluationMode(_model.Vision, _model.Language))
        {
            worst = Worst(Clean(batch.Pixels), targets, context, metrics);
        }

        Tensor features = _model.Features(batch.Pixels);
        return answers => _model.Language.LogProbs(features, answers, worst);
    }

    private Tensor Clean(Tensor pixels)
    {
        using var off = torch.no_grad();
        return _model.Vision.PatchFeatures(pixels);
    }

    /// <summary>The best perturbation found for each sample; the model is in evaluation mode.</summary>
    internal LatentPerturbation Worst(Tensor features, AnswerBatch targets, StepContext context, StepMetrics metrics)
    {
        Tensor mask = LatentPerturbation.PromptMask(targets, features.shape[1]);
        long[] shape = [mask.shape[0], mask.shape[1], _model.Language.Config.Text.HiddenSize];
        Parameter[] moving = [.. _layers.Select(_ => new Parameter(torch.zeros(shape, ScalarType.Float32, features.device)))];
        using optim.Optimizer optimizer = torch.optim.AdamW(moving, _options.LearningRate);
        Tensor[] kept = [.. moving.Select(layer => layer.detach().clone())];
        Tensor? first = null, best = null;
        for (int step = 0; step <= _options.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            Tensor likelihood = _model.Language.LogProbs(features, targets, new LatentPerturbation(_layers, moving)).Mean();
            Tensor value = likelihood.detach();
            Tensor better = best is null ? torch.ones_like(value, ScalarType.Bool) : value.gt(best);
            first ??= value.clone().MoveToOuterDisposeScope();
            best = (best is null ? value.clone() : torch.where(better, value, best)).MoveToOuterDisposeScope();
            kept = [.. kept.Zip(moving, (old, now) => torch.where(better.view(-1, 1, 1), now.detach(), old).MoveToOuterDisposeScope())];
            if (step < _options.Steps)
            {
                Move(moving, torch.autograd.grad(outputs: [-likelihood.sum()], inputs: moving), mask, optimizer);
            }
        }

        metrics.Add("attack/loss", best!);
        metrics.Add("attack/gain", best! - first!);
        return new LatentPerturbation(_layers, kept);
    }

    private void Move(Parameter[] moving, IEnumerable<Tensor> gradients, Tensor mask, optim.Optimizer optimizer)
    {
        using var off = torch.no_grad();
        Tensor[] masked = [.. gradients.Select(gradient => gradient.nan_to_num(0, 0, 0) * mask)];
        Tensor norm = masked.Select(gradient => gradient.square().sum([1, 2])).Aggregate((sum, next) => sum + next).sqrt();
        Tensor factor = (_options.ClipGradientNorm / (norm + 1e-6)).clamp(max: 1).view(-1, 1, 1);
        foreach ((Parameter layer, Tensor gradient) in moving.Zip(masked))
        {
            layer.grad = (gradient * factor).MoveToOuterDisposeScope();
        }

        optimizer.step();
        foreach (Parameter layer in moving)
        {
            layer.mul_((_options.Radius / (layer.norm(2, true, 2) + 1e-12)).clamp(max: 1));
        }
    }
}
