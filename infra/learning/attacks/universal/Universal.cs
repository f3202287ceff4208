using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;
using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Finds one perturbation for a whole corpus (VisualAdv, Qi et al. 2023; after Moosavi-Dezfooli et al. 2017): sign steps on the mean loss of a few
/// samples at a time, from a random start.</summary>
/// <remarks>Whenever the corpus has been gone through once, and at the end, the mean loss over all of it decides which values are kept. Within a radius
/// of 1 in Linf every image can become one and the same: that is the unbounded attack.</remarks>
public sealed class Universal
{
    private readonly UniversalOptions _options;
    private readonly PerturbationBall _ball;
    private readonly AttackBudget _budget;

    /// <summary>Makes the attack.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Universal(UniversalOptions options)
    {
        _options = CheckedOptions.Of(options);
        _budget = new AttackBudget(options.Norm, options.Epsilon);
        _ball = PerturbationBall.Of(_budget);
    }

    /// <summary>Makes the mean loss of a corpus large.</summary>
    /// <param name="loss">The attacked function; its verdicts do not matter.</param>
    /// <param name="corpus">The images, at least one.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step.</param>
    /// <returns>The perturbation; its tensor goes to the caller's dispose scope.</returns>
    public UniversalPerturbation Fit(RowLoss loss, AttackBatch corpus, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(corpus.SampleIds.Count);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        long[] shape = [1, .. corpus.Clean.shape[1..]];
        Tensor values = _ball.RandomInside(shape, corpus.Seed, "universal-start", [0]).to(corpus.Clean.device), kept = values.clone();
        int[][] parts = [.. Enumerable.Range(0, corpus.SampleIds.Count).Chunk(_options.Batch)];
        float initial = Mean(loss, corpus, values, parts), best = initial;
        long nonFinite = 0;
        int[] order = [];
        for (int step = 0; step < _options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var stepScope = torch.NewDisposeScope();
            int place = step % parts.Length;
            order = place == 0 ? new SampleRandom(corpus.Seed, "universal-order", (ulong)(step / parts.Length)).Permutation(corpus.SampleIds.Count) : order;
            int[] rows = [.. order.Skip(place * _options.Batch).Take(_options.Batch)];
            (Tensor slope, long bad) = Slope(loss, corpus.Rows(rows).Clean, rows, values);
            nonFinite += bad;
            values.copy_(_ball.Project(values + (_ball.Direction(slope) * _options.StepSize)));
            if (place == parts.Length - 1 || step == _options.Steps - 1)
            {
                float mean = Mean(loss, corpus, values, parts);
                (best, bool isBetter) = (Math.Max(best, mean), mean > best);
                kept.copy_(isBetter ? values : kept);
            }

            progress?.Report(new AttackProgress(step + 1, _options.Steps));
        }

        return new UniversalPerturbation(_budget, kept.MoveToOuterDisposeScope(), initial, best, nonFinite);
    }

    private static (Tensor Slope, long NonFinite) Slope(RowLoss loss, Tensor clean, int[] rows, Tensor values)
    {
        Tensor moved = clean + values;
        AttackedPoint point = AttackedPoint.At(pixels => loss(pixels, rows), moved.clamp(0, 1), withGradient: true);
        // A pixel at its limit does not follow the perturbation beyond it, only back.
        Tensor gradient = point.Gradient!;
        Tensor outward = moved.gt(1).logical_and(gradient.gt(0)).logical_or(moved.lt(0).logical_and(gradient.lt(0)));
        return (gradient.masked_fill(outward, 0).mean([0L], true), (long)point.NonFinite!.sum().item<float>());
    }

    private static float Mean(RowLoss loss, AttackBatch corpus, Tensor values, int[][] parts)
    {
        double sum = 0;
        foreach (int[] rows in parts)
        {
            using var scope = torch.NewDisposeScope();
            Tensor pixels = (corpus.Rows(rows).Clean + values).clamp(0, 1);
            sum += AttackedPoint.At(moved => loss(moved, rows), pixels, withGradient: false).Loss.sum().item<float>();
        }

        return (float)(sum / corpus.SampleIds.Count);
    }
}
