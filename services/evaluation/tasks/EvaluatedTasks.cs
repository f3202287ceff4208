using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The tasks that pipeline.yaml can name. To add one: its word in <see cref="EvaluationTask"/> and its line here.</summary>
internal static class EvaluatedTasks
{
    private static readonly TaskEntry[] All =
    [
        new(EvaluationTask.ZeroShot, "zero-shot", it => new ZeroShotTask(it.Model, it.Dataset), Figures.Accuracy("accuracy")) { HasClasses = true, HasConfidence = true },
        new(EvaluationTask.Answer, "answer", it => new AnswerTask(it.Model, it.Dataset.EvaluationQuestion, it.MaxNewTokens), Figures.Accuracy("accuracy")) { IsWorded = true, HasConfidence = true },
        new(EvaluationTask.Caption, "caption", it => new CaptionTask(it.Model, it.Dataset, CaptionQuestion(it), it.MaxNewTokens), CaptionFigures.Of) { IsWorded = true },
        new(EvaluationTask.Presence, "presence", Presence, PresenceFigures.Of) { IsWorded = true, Answers = 2, HasConfidence = true },
        new(EvaluationTask.Safety, "safety", Safety, SafetyFigures.Of) { IsWorded = true, Answers = 2, IsJudged = true, MustFall = outcome => SafetyTask.IsRestricted(outcome.Truth) },
        new(EvaluationTask.UnsafeInstruction, "unsafe-instruction", UnsafeInstruction, Figures.Fallen("attack-success")) { Answers = 2, IsWorded = true, IsJudged = true },
        new(EvaluationTask.Retrieval, "retrieval", it => new RetrievalTask(it.Model, it.Dataset), Figures.Accuracy("recall@1")) { HasClasses = true },
        new(EvaluationTask.LinearProbe, "linear-probe", LinearProbe, Figures.Accuracy("accuracy")) { HasClasses = true },
        // A model that can't be made to say the text is robust, not masked.
        new(EvaluationTask.Targeted, "targeted", Targeted, Figures.Fallen("target-success")) { IsWorded = true, MustFall = _ => false },
        new(EvaluationTask.Vqa, "vqa", Vqa, GradeFigures.Of) { IsWorded = true },
        new(EvaluationTask.Embedding, "embedding", it => new EmbeddingTask(it), GradeFigures.Of) { MustFall = _ => false },
        new(EvaluationTask.Risk, "risk", Risk, RiskFigures.Of) { Answers = SafetyPolicy.Levels },
    ];

    /// <summary>What belongs to a task.</summary>
    public static TaskEntry Of(EvaluationTask task) => All.First(entry => entry.Task == task);

    /// <summary>The task's word in pipeline.yaml, in results and in the names of items.</summary>
    public static string Word(EvaluationTask task) => Of(task).Word;

    private static string CaptionQuestion(TaskSetting it) => it.Dataset.CaptionQuestion ?? throw Missing("caption", "no request for a caption", "dialogues.captions");

    private static PresenceTask Presence(TaskSetting it) => it.Samples.Samples.All(PresenceTask.Has)
        ? new PresenceTask(it.Model, it.MaxNewTokens)
        : throw Missing("presence", "no question whether something is there", "dialogues.presence");

    private static SafetyTask Safety(TaskSetting it) => it.Samples.Samples.All(SafetyTask.Has)
        ? new SafetyTask(it.Model, it.MaxNewTokens, it.Judge.Borrow(it.Context))
        : throw Missing("safety", "no request", "safety");

    private static UnsafeInstructionTask UnsafeInstruction(TaskSetting it) => it.Samples.Samples.All(UnsafeInstructionTask.Has)
        ? new UnsafeInstructionTask(it.Model, it.MaxNewTokens, it.Judge.Borrow(it.Context))
        : throw Missing("unsafe-instruction", "no unsafe request", "safety.unsafe");

    private static VqaTask Vqa(TaskSetting it) => it.Samples.Samples.All(VqaTask.Has)
        ? new VqaTask(it.Model, it.Dataset.EvaluationQuestion, it.MaxNewTokens)
        : throw Missing("vqa", "no answers of several people", "human_answers");

    private static TargetedTask Targeted(TaskSetting it) => new(
        it.Model,
        it.Dataset.EvaluationQuestion,
        it.Target ?? throw new StageException("No text is given that the model should be made to say.", "tasks: targeted", "Write target, or leave the task out."),
        it.MaxNewTokens);

    private static RiskTask Risk(TaskSetting it)
    {
        if (it.Dataset.Safety is not { } policy || !it.Samples.Samples.All(SafetyTask.Has))
        {
            throw Missing("risk", "no risk level and type", "safety");
        }

        return it.Model.NeedLanguage().HasSafetyModules
            ? new RiskTask(it.Model, policy)
            : throw new StageException("The model has no safety modules.", "tasks: risk", "Measure models that have some (model.safety), or leave the task out.");
    }

    private static LinearProbeTask LinearProbe(TaskSetting it) =>
        new(it.Model, it.Dataset, FittedProbe.Borrow(it.Context, it.Model, it.Dataset.Classes.Count, it.Batch));

    private static StageException Missing(string task, string what, string knob) => new(
        $"The samples have {what}.", $"tasks: {task}", $"Set {knob} in the preprocessing stage, or leave the task out.");
}

/// <summary>What belongs to a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Word">Its word.</param>
/// <param name="Make">Makes it for a work item.</param>
/// <param name="Figures">Turns what was said into figures.</param>
internal sealed record TaskEntry(EvaluationTask Task, string Word, Func<TaskSetting, IEvaluatedTask> Make, FiguresOf Figures)
{
    /// <summary>Whether it has class logits, which some attacks compare.</summary>
    public bool HasClasses { get; init; }

    /// <summary>Whether its answers come with a probability (<see cref="IConfidentTask"/>).</summary>
    public bool HasConfidence { get; init; }

    /// <summary>Whether a judge decides of its answers (<see cref="IAnswerJudge"/>).</summary>
    public bool IsJudged { get; init; }

    /// <summary>Whether it is answered in words (<see cref="IWordedTask"/>).</summary>
    public bool IsWorded { get; init; }

    /// <summary>Among how many answers one guesses; the number of classes unless stated.</summary>
    public int? Answers { get; init; }

    /// <summary>The samples that a large enough perturbation must fell; a model that never learned to refuse cannot be made to.</summary>
    public Func<SampleOutcome, bool> MustFall { get; init; } = _ => true;
}

/// <summary>What a task is made from.</summary>
internal sealed record TaskSetting(StageContext Context, StageModel Model, DatasetDescription Dataset, SampleSet Samples, int MaxNewTokens, int Batch, string? Target = null)
{
    /// <summary>The task.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>What decides whether answers comply or refuse.</summary>
    public JudgeParameters Judge { get; init; } = new RulesJudgeParameters();

    /// <summary>The same of other samples, or of another model.</summary>
    public IEvaluatedTask Make() => EvaluatedTasks.Of(Task).Make(this);
}
