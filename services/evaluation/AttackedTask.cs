using Rampart.Learning.Attacks;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A task and the truths of a shard, as attacks see them.</summary>
internal sealed class AttackedTask(IEvaluatedTask task, IReadOnlyList<string> truths)
{
    private (int[] Rows, string[] Truths)? _last;

    /// <summary>The task's own loss.</summary>
    public RowLoss Loss => Judge;

    /// <summary>The task as a classifier; only for attacks that <see cref="EvaluationAttackParameters.NeedsClasses"/>.</summary>
    public AttackedClasses Classes => task.Classes(truths) ?? throw new InvalidOperationException("The task has no classes.");

    // A task recognises the truths it has just seen by their object.
    private LossAndVerdict Judge(Tensor pixels, int[] rows)
    {
        if (_last is not { } last || !ReferenceEquals(last.Rows, rows))
        {
            _last = last = (rows, [.. rows.Select(row => truths[row])]);
        }

        return task.Judge(pixels, last.Truths);
    }
}
