using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A task and the samples of a shard, as attacks see them. What attacks borrow or make for it lives as long as it does.</summary>
internal sealed class AttackedTask : IDisposable
{
    private readonly IReadOnlyList<Sample> _samples;
    private readonly AttackedClasses? _classes;
    private readonly TaskSetting? _setting;
    private readonly Stack<IDisposable> _owned = [];
    private readonly Dictionary<string, StageModel> _models = [];
    private (int[] Rows, Sample[] Samples)? _last;

    /// <param name="task">The task.</param>
    /// <param name="samples">The samples, in the order of rows.</param>
    /// <param name="setting">What the task was made from; for attacks that need more than its loss.</param>
    public AttackedTask(IEvaluatedTask task, IReadOnlyList<Sample> samples, TaskSetting? setting = null) =>
        (Task, _samples, _classes, _setting) = (task, samples, task.Classes(samples), setting);

    /// <summary>The task itself.</summary>
    public IEvaluatedTask Task { get; }

    /// <summary>The task as one that is answered in words.</summary>
    public IWordedTask Words => Task as IWordedTask ?? throw new InvalidOperationException("The task is not answered in words.");

    /// <summary>What the task was made from.</summary>
    public TaskSetting Setting => _setting ?? throw new InvalidOperationException("It is not known what the task was made from.");

    /// <summary>The samples, in the order of rows.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>What earlier passes at the same radius have found.</summary>
    public AttackMemory Memory { get; } = new();

    /// <summary>The task's own loss.</summary>
    public RowLoss Loss => (pixels, rows) => Task.Judge(pixels, Asked(rows));

    /// <summary>What an attack that sees no gradient raises: the margin of classes, where there are some, else the task's own loss.</summary>
    public RowLoss MarginOrLoss => HasClasses ? Classes.Against(ClassLosses.Margin) : Loss;

    /// <summary>Whether the task has class logits.</summary>
    public bool HasClasses => _classes is not null;

    /// <summary>The task as a classifier; for attacks that say how many classes they compare.</summary>
    public AttackedClasses Classes => _classes ?? throw new InvalidOperationException("The task has no classes.");

    /// <summary>The samples of some rows; the same object as long as the rows are, by which tasks recognise what they have just seen.</summary>
    public IReadOnlyList<Sample> Asked(int[] rows)
    {
        if (_last is not { } last || !ReferenceEquals(last.Rows, rows))
        {
            _last = last = (rows, [.. rows.Select(row => _samples[row])]);
        }

        return last.Samples;
    }

    /// <summary>A model of the work item's inputs, such as a surrogate.</summary>
    /// <param name="prefix">The model's name in the inputs.</param>
    /// <param name="numerics">The precision; the work item's own unless given.</param>
    public StageModel Model(string prefix, string? numerics = null)
    {
        string key = $"{prefix}:{numerics}";
        if (!_models.TryGetValue(key, out StageModel? model))
        {
            _models[key] = model = Own(StageModel.Borrow(Setting.Context, prefix, numerics)).Value;
        }

        return model;
    }

    /// <summary>The same samples and task, put to another model of the inputs.</summary>
    public AttackedTask PutTo(StageModel model)
    {
        TaskSetting setting = Setting with { Model = model };
        return Own(new AttackedTask(Own(setting.Make()), _samples, setting));
    }

    /// <summary>Keeps something until the task has been measured.</summary>
    public T Own<T>(T thing)
        where T : IDisposable
    {
        _owned.Push(thing);
        return thing;
    }

    public void Dispose()
    {
        while (_owned.TryPop(out IDisposable? thing))
        {
            thing.Dispose();
        }
    }
}
