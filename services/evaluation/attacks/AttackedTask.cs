using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A task and the samples of a shard, as attacks see them.</summary>
internal sealed class AttackedTask
{
    private readonly IEvaluatedTask _task;
    private readonly IReadOnlyList<Sample> _samples;
    private readonly AttackedClasses? _classes;
    private (int[] Rows, Sample[] Samples)? _last;

    public AttackedTask(IEvaluatedTask task, IReadOnlyList<Sample> samples) =>
        (_task, _samples, _classes) = (task, samples, task.Classes(samples));

    /// <summary>The task's own loss.</summary>
    public RowLoss Loss => Judge;

    /// <summary>Whether the task has class logits.</summary>
    public bool HasClasses => _classes is not null;

    /// <summary>The task as a classifier; for attacks that say how many classes they compare.</summary>
    public AttackedClasses Classes => _classes ?? throw new InvalidOperationException("The task has no classes.");

    // A task recognises the samples it has just seen by their list.
    private LossAndVerdict Judge(Tensor pixels, int[] rows)
    {
        if (_last is not { } last || !ReferenceEquals(last.Rows, rows))
        {
            _last = last = (rows, [.. rows.Select(row => _samples[row])]);
        }

        return _task.Judge(pixels, last.Samples);
    }
}
