using Rampart.Contracts;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>All outcomes of one model on one task, over all shards.</summary>
internal sealed record Measured(string Model, EvaluationTask Task, IReadOnlyList<SampleOutcome> Outcomes)
{
    public string TaskWord => EvaluatedTasks.Word(Task);

    /// <summary>The same, of the samples of a slice.</summary>
    public Measured In(SliceParameters slice) => this with { Outcomes = [.. Outcomes.Where(outcome => slice.Fits(Task) && slice.Has(outcome.Truth))] };

    /// <summary>Reads every <c>&lt;task&gt;.&lt;shard&gt;.&lt;model&gt;.outcomes</c> of the item.</summary>
    public static IReadOnlyList<Measured> ReadAll(IStageInputs inputs, SummaryWork work) =>
    [
        .. from model in work.Models
           from task in work.Tasks
           select new Measured(model, task, Read(inputs, model, EvaluatedTasks.Word(task))),
    ];

    private static IReadOnlyList<SampleOutcome> Read(IStageInputs inputs, string model, string task)
    {
        IEnumerable<NamedArtifact> parts = inputs.Like(task, "outcomes").Where(input => input.Role.Split('.')[2] == model);
        SampleOutcome[] outcomes = [.. parts.SelectMany(part => JsonLines.Read<SampleOutcome>(inputs.Read(part), part.Role))];
        return outcomes.Length > 0
            ? outcomes
            : throw new StageException($"There are no outcomes of model '{model}' on task '{task}'.", "work item", "This is a fault of the stage's plan; report it.");
    }
}
