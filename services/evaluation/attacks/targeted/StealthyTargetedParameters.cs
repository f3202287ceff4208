using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The stealthy targeted attack of Robust CLIP on generated text: many iterations of APGD within a radius that nobody sees, until the answer contains
/// the target of task <c>targeted</c>.</summary>
public sealed record StealthyTargetedParameters : EvaluationAttackParameters
{
    /// <summary>Iterations.</summary>
    [Description("Iterations of APGD per sample and radius; 10000 as published. With a twentieth of them success at 2/255 fell from 100 % to 59 % there.")]
    [Bounds(1, 100_000, Unit = "iterations")]
    public int Iterations { get; init; } = 10_000;

    /// <summary>What is forced.</summary>
    [Description("What the model is driven to say: target (the target alone, as published), or in-place (its own clean answer with the name of the thing replaced by the target).")]
    public TargetWording Wording { get; init; } = TargetWording.Target;

    internal override string Name => "stealthy-targeted";

    internal override IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation)
    {
        if (evaluation.Tasks.Any(task => task != EvaluationTask.Targeted))
        {
            yield return new ParameterFault("attack", $"{Name} drives answers towards a text, which only the task targeted has", "Write tasks: [targeted] and a target.");
        }
    }

    internal override IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon)
    {
        var apgd = new Apgd(new ApgdOptions { Norm = Norm, Epsilon = epsilon, Iterations = Iterations, InitialStep = 1, RandomStart = false });
        return [AttackPass.On(Name, apgd, (batch, rows) => Wording == TargetWording.Target ? task.Loss : InPlace(task, batch, rows))];
    }

    private static RowLoss InPlace(AttackedTask task, AttackBatch batch, int[] rows)
    {
        IReadOnlyList<Sample> samples = task.Asked(rows);
        Dictionary<string, string> texts = task.Task.Answers(batch.Clean, samples).Zip(samples, (answer, sample) => (sample.Id, Text: Replaced(answer, sample, task)))
            .ToDictionary(pair => pair.Id, pair => pair.Text);
        return task.Own(new ForcedTexts(task, task.Setting.Model, sample => texts[sample.Id])).Towards;
    }

    // An answer that does not name the thing gives no place for the target, which then stands alone.
    private static string Replaced(string answer, Sample sample, AttackedTask task)
    {
        string target = ((TargetedTask)task.Task).Target;
        return answer.Contains(sample.Answer, StringComparison.Ordinal) ? answer.Replace(sample.Answer, target, StringComparison.Ordinal) : target;
    }
}

/// <summary>What a model is driven to say.</summary>
public enum TargetWording
{
    /// <summary>The target and nothing else.</summary>
    Target,

    /// <summary>The clean answer with the target in the place of what it names.</summary>
    InPlace,
}
