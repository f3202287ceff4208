using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>
/// Attacks a set of samples with one attack after the other: the worst case per sample. Each attack sees only what still stands,
/// gathered into full batches again, and within an attack a sample that falls drops out at once.
/// </summary>
public sealed class AttackSequence
{
    private const int ProgressSteps = 10_000;

    private readonly IReadOnlyList<AttackPass> _passes;
    private readonly int _batch;

    /// <summary>Makes the sequence.</summary>
    /// <param name="passes">The attacks, at least one, in order.</param>
    /// <param name="batch">Samples attacked together, at least 1; no matter for the result beyond rounding.</param>
    public AttackSequence(IReadOnlyList<AttackPass> passes, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(passes.Count, 1, nameof(passes));
        (_passes, _batch) = (passes, batch);
    }

    /// <summary>Attacks some samples of a set, a batch at a time.</summary>
    /// <param name="rows">The samples.</param>
    /// <param name="batchOf">Makes the batch of some of them.</param>
    /// <param name="fallen">Is told of every attacked batch and says which of its samples have fallen. The outcome's tensors die after the call.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step, in shares of the whole as if nothing fell.</param>
    public void Run(
        IReadOnlyList<int> rows,
        Func<int[], AttackBatch> batchOf,
        Func<PassOutcome, IReadOnlyList<bool>> fallen,
        CancellationToken cancellation = default,
        IProgress<AttackProgress>? progress = null)
    {
        int[] standing = [.. rows];
        for (int number = 0; number < _passes.Count && standing.Length > 0; number++)
        {
            var left = new List<int>(standing.Length);
            int done = 0;
            foreach (int[] some in standing.Chunk(_batch))
            {
                using var scope = torch.NewDisposeScope();
                AttackBatch batch = batchOf(some);
                double width = some.Length / (double)standing.Length / _passes.Count, begin = (number + (done / (double)standing.Length)) / _passes.Count;
                AttackResult result = _passes[number].Run(batch, some, cancellation, progress is null ? null : new Share(progress, begin, width));
                IReadOnlyList<bool> fell = fallen(new PassOutcome(_passes[number].Name, number == 0, some, batch, result));
                left.AddRange(some.Where((_, place) => !fell[place]));
                done += some.Length;
            }

            standing = [.. left];
        }
    }

    /// <summary>Attacks a whole set whose images fit into memory.</summary>
    /// <param name="set">The images, of any number.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <param name="progress">Told after every step, in shares of the whole.</param>
    /// <returns>The outcome; its tensors go to the caller's dispose scope.</returns>
    public SequenceResult Perturb(AttackBatch set, CancellationToken cancellation = default, IProgress<AttackProgress>? progress = null)
    {
        using var scope = torch.NewDisposeScope();
        Tensor pixels = set.Clean.detach().clone();
        var felledBy = new string?[set.SampleIds.Count];
        var reports = new PerSampleAttackReport[set.SampleIds.Count];
        Run([.. Enumerable.Range(0, felledBy.Length)], set.Rows, outcome => Keep(outcome, pixels, felledBy, reports), cancellation, progress);
        return new SequenceResult(pixels.MoveToOuterDisposeScope(), felledBy, reports);
    }

    private static IReadOnlyList<bool> Keep(PassOutcome outcome, Tensor pixels, string?[] felledBy, PerSampleAttackReport[] reports)
    {
        IReadOnlyList<PerSampleAttackReport> seen = outcome.Result.Trace.Reports(outcome.Batch.SampleIds);
        var fell = new bool[outcome.Rows.Length];
        for (int i = 0; i < fell.Length; i++)
        {
            int row = outcome.Rows[i];
            fell[i] = seen[i].StillCorrect == false;
            felledBy[row] = fell[i] ? outcome.Attack : null;
            reports[row] = outcome.IsFirst ? seen[i] : reports[row].Then(seen[i], fell[i]);
            if (fell[i] || outcome.IsFirst)
            {
                pixels.select(0, row).copy_(outcome.Result.Pixels.select(0, i));
            }
        }

        return fell;
    }

    /// <summary>Turns the steps of one batch into steps of the whole.</summary>
    private sealed class Share(IProgress<AttackProgress> whole, double begin, double width) : IProgress<AttackProgress>
    {
        public void Report(AttackProgress value) =>
            whole.Report(new AttackProgress((int)(ProgressSteps * (begin + (width * value.Step / Math.Max(1, value.Steps)))), ProgressSteps));
    }
}
