using Rampart.Learning.Attacks;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A task and the truths of a shard, as attacks see them.</summary>
internal sealed class AttackedTask
{
    private readonly IEvaluatedTask _task;
    private readonly IReadOnlyList<string> _truths;
    private readonly AttackedClasses? _classes;
    private (int[] Rows, string[] Truths)? _last;

    public AttackedTask(IEvaluatedTask task, IReadOnlyList<string> truths) =>
        (_task, _truths, _classes) = (task, truths, task.Classes(truths));

    /// <summary>The task's own loss.</summary>
    public RowLoss Loss => Judge;

    /// <summary>Whether the task has class logits.</summary>
    public bool HasClasses => _classes is not null;

    /// <summary>The task as a classifier; for attacks that say how many classes they compare.</summary>
    public AttackedClasses Classes => _classes ?? throw new InvalidOperationException("The task has no classes.");

    // A task recognises the truths it has just seen by their object.
    private LossAndVerdict Judge(Tensor pixels, int[] rows)
    {
        if (_last is not { } last || !ReferenceEquals(last.Rows, rows))
        {
            _last = last = (rows, [.. rows.Select(row => _truths[row])]);
        }

        return _task.Judge(pixels, last.Truths);
    }
}
