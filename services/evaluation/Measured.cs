using Rampart.Contracts;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>All outcomes of one model on one task, over all shards.</summary>
internal sealed class Measured
{
    private Measured(string model, EvaluationTask task, IReadOnlyList<SampleOutcome> outcomes) => (Model, Task, Outcomes) = (model, task, outcomes);

    public string Model { get; }

    public EvaluationTask Task { get; }

    public string TaskWord => Task == EvaluationTask.ZeroShot ? "zero-shot" : "answer";

    public IReadOnlyList<SampleOutcome> Outcomes { get; }

    /// <summary>Reads every <c>&lt;task&gt;.&lt;shard&gt;.&lt;model&gt;.outcomes</c> of the item.</summary>
    public static IReadOnlyList<Measured> ReadAll(IStageInputs inputs, SummaryWork work) =>
    [
        .. from model in work.Models
           from task in work.Tasks
           select new Measured(model, task, Read(inputs, model, task == EvaluationTask.ZeroShot ? "zero-shot" : "answer")),
    ];

    /// <summary>Accuracy on clean images.</summary>
    public Accuracy Clean => Accuracy.Of(Outcomes.Select(outcome => outcome.CleanCorrect));

    /// <summary>Worst-case accuracy at the radius of this number.</summary>
    public Accuracy At(int radius) => Accuracy.Of(Outcomes.Select(outcome => outcome.Attacks[radius].Correct));

    /// <summary>The same on images rounded to 8 bits.</summary>
    public Accuracy AtEightBit(int radius) => Accuracy.Of(Outcomes.Select(outcome => outcome.Attacks[radius].EightBitCorrect ?? false));

    /// <summary>Accuracy at the radius of this number after these members of a composed attack.</summary>
    public Accuracy After(int radius, IReadOnlyList<string> members) => Accuracy.Of(Outcomes
        .Select(outcome => outcome.Attacks[radius])
        .Select(attack => attack.Correct || (attack.Attack?.By is { } by && !members.Contains(by))));

    /// <summary>How many samples fell at the radius of this number to one member.</summary>
    public Accuracy FelledBy(int radius, string member) =>
        Accuracy.Of(Outcomes.Select(outcome => outcome.Attacks[radius].Attack?.By == member));

    private static IReadOnlyList<SampleOutcome> Read(IStageInputs inputs, string model, string task)
    {
        IEnumerable<NamedArtifact> parts = inputs.Like(task, "outcomes").Where(input => input.Role.Split('.')[2] == model);
        SampleOutcome[] outcomes = [.. parts.SelectMany(part => JsonLines.Read<SampleOutcome>(inputs.Read(part), part.Role))];
        return outcomes.Length > 0
            ? outcomes
            : throw new StageException($"There are no outcomes of model '{model}' on task '{task}'.", "work item", "This is a fault of the stage's plan; report it.");
    }
}
