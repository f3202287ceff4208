using Rampart.Learning.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Searches hidden states' worst perturbation: one vector per prompt position and layer in a ball, from zero, by AdamW, the best iterate of each
/// sample kept.</summary>
/// <param name="options">How.</param>
/// <param name="config">The decoder.</param>
internal sealed class LatentSearch(LatentOptions options, LlamaConfig config)
{
    private const double Rounding = 1e-5;

    private readonly IReadOnlyList<int> _layers = options.In(config.Layers);

    /// <summary>The worst perturbation found, and what happened on the way; tensors go to the caller's dispose scope.</summary>
    /// <param name="attacked">The attacked function under a perturbation; verdicts are optional.</param>
    /// <param name="mask">1 at the positions that may be perturbed, float32 [batch, positions, 1].</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    public (LatentPerturbation Worst, AttackTrace Trace) Run(
        Func<LatentPerturbation, LossAndVerdict> attacked, Tensor mask, CancellationToken cancellation, IProgress<AttackProgress>? progress = null)
    {
        long[] shape = [mask.shape[0], mask.shape[1], config.HiddenSize];
        Parameter[] moving = [.. _layers.Select(_ => new Parameter(torch.zeros(shape, ScalarType.Float32, mask.device)))];
        using optim.Optimizer optimizer = torch.optim.AdamW(moving, options.LearningRate);
        Tensor[] kept = [.. moving.Select(layer => layer.detach().clone())];
        Tensor? best = null, correct = null;
        AttackTrace? trace = null;
        for (int step = 0; step <= options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            LossAndVerdict output = attacked(new LatentPerturbation(_layers, moving));
            Tensor value = output.Loss.detach();
            value = value.masked_fill(value.isnan(), float.NegativeInfinity);
            Tensor better = best is null ? torch.ones_like(value, ScalarType.Bool) : Better(value, best, output.StillCorrect, correct);
            correct = (correct is null ? output.StillCorrect?.clone() : torch.where(better, output.StillCorrect!, correct))?.MoveToOuterDisposeScope();
            best = (best is null ? value.clone() : torch.where(better, value, best)).MoveToOuterDisposeScope();
            kept = [.. kept.Zip(moving, (old, now) => torch.where(better.view(-1, 1, 1), now.detach(), old).MoveToOuterDisposeScope())];
            var point = new AttackedPoint(value, output.StillCorrect, null, null);
            if (step < options.Steps)
            {
                point = Move(moving, torch.autograd.grad(outputs: [-output.Loss.sum()], inputs: moving), mask, optimizer, point);
            }

            Follow(point, ref trace);
            progress?.Report(new AttackProgress(step, options.Steps));
        }

        return (new LatentPerturbation(_layers, Within(kept)), trace!);
    }

    private static Tensor Better(Tensor value, Tensor best, Tensor? isCorrect, Tensor? wasCorrect)
    {
        Tensor larger = value.gt(best);
        return isCorrect is null
            ? larger
            : isCorrect.eq(wasCorrect!).logical_and(larger).logical_or(isCorrect.logical_not().logical_and(wasCorrect!));
    }

    private static void Follow(AttackedPoint point, ref AttackTrace? trace)
    {
        if (trace is not null)
        {
            trace.Record(point);
            return;
        }

        trace = AttackTrace.Begin(point);
        trace.MoveToOuterDisposeScope();
    }

    private AttackedPoint Move(Parameter[] moving, IEnumerable<Tensor> gradients, Tensor mask, optim.Optimizer optimizer, AttackedPoint point)
    {
        using var off = torch.no_grad();
        Tensor[] raw = [.. gradients.Select(gradient => gradient.detach())];
        Tensor[] masked = [.. raw.Select(gradient => gradient.nan_to_num(0, 0, 0) * mask)];
        Tensor norm = masked.Select(gradient => gradient.square().sum([1, 2])).Aggregate((sum, next) => sum + next).sqrt();
        Tensor factor = (options.ClipGradientNorm / (norm + 1e-6)).clamp(max: 1).view(-1, 1, 1);
        foreach ((Parameter layer, Tensor gradient) in moving.Zip(masked))
        {
            layer.grad = (gradient * factor).MoveToOuterDisposeScope();
        }

        optimizer.step();
        foreach (Parameter layer in moving)
        {
            layer.mul_((options.Radius / (layer.norm(2, true, 2) + 1e-12)).clamp(max: 1));
        }

        Tensor bad = torch.cat([.. raw.Select(gradient => gradient.flatten(1))], 1).isfinite().logical_not();
        return point with { Gradient = torch.cat([.. masked.Select(gradient => gradient.flatten(1))], 1), NonFinite = bad.sum(1).to(ScalarType.Float32) };
    }

    private Tensor[] Within(Tensor[] kept)
    {
        float largest = kept.Max(layer => layer.norm(2, false, 2).max().item<float>());
        return largest <= options.Radius * (1 + Rounding)
            ? kept
            : throw new AttackBudgetException($"A perturbation of hidden states is {largest} long; {options.Radius} are allowed per position and layer.");
    }
}
