using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>A condition on one figure of the results.</summary>
public sealed record GateParameters
{
    /// <summary>The model.</summary>
    [Description("The model's name in models.")]
    public required string Model { get; init; }

    /// <summary>The task.</summary>
    [Description("The task whose figure is meant.")]
    public EvaluationTask Task { get; init; } = EvaluationTask.Answer;

    /// <summary>The figure.</summary>
    [Description("Which of the task's figures is meant, as results name it; its first one (accuracy) unless given.")]
    [AddedLater]
    public string? Metric { get; init; }

    /// <summary>The attack; clean accuracy unless given.</summary>
    [Description("The attack's name; leave it out for clean accuracy.")]
    public string? Attack { get; init; }

    /// <summary>The radius.</summary>
    [Description("The attack's radius, one of epsilons.")]
    [Bounds(0, EvaluationParameters.LargestRadius, Above = true)]
    public double? Epsilon { get; init; }

    /// <summary>Least value.</summary>
    [Description("The least value that passes.")]
    [Bounds(0, 10)]
    public double? AtLeast { get; init; }

    /// <summary>Greatest value.</summary>
    [Description("Instead of at_least: the greatest value that passes, for figures that are better small (attack-success).")]
    [Bounds(0, 10)]
    [AddedLater]
    public double? AtMost { get; init; }

    /// <summary>The model to be compared with.</summary>
    [Description("Instead of at_least: the model that must be exceeded in the same figure.")]
    public string? Above { get; init; }

    /// <summary>By how much.</summary>
    [Description("By how much above must be exceeded; a negative number allows a loss.")]
    [Bounds(-1, 1)]
    public double By { get; init; }

    /// <summary>How certain it must be, in standard errors.</summary>
    [Description("How many standard errors of what is compared a figure must be better than required: 2 lets only a difference beyond noise pass, -2 lets a loss within noise pass.")]
    [Bounds(-10, 10)]
    [AddedLater]
    public double Sigmas { get; init; }

    internal IEnumerable<ParameterFault> Check(EvaluationParameters parent)
    {
        if (new object?[] { AtLeast, AtMost, Above }.Count(condition => condition is not null) != 1)
        {
            yield return new ParameterFault("at_least", "exactly one of at_least, at_most and above must be given", "Write one of them.");
        }

        foreach (string model in new[] { Model, Above }.OfType<string>().Where(model => !parent.Models.ContainsKey(model)))
        {
            yield return new ParameterFault("model", $"there is no model \"{model}\"", $"Name one of {string.Join(", ", parent.Models.Keys)}.");
        }

        if (!parent.Tasks.Contains(Task))
        {
            yield return new ParameterFault("task", "the task is not measured", "Add it to tasks.");
        }

        if (Attack is null != Epsilon is null)
        {
            yield return new ParameterFault("epsilon", "attack and epsilon go together", "Write both, or neither for clean accuracy.");
        }

        if (Attack is { } attack && attack != parent.Attack.Name)
        {
            yield return new ParameterFault("attack", $"there is no attack \"{attack}\"", $"Use {parent.Attack.Name}.");
        }

        if (Epsilon is { } epsilon && !parent.Epsilons.Contains(epsilon))
        {
            yield return new ParameterFault("epsilon", "it is not one of epsilons", "Name one of them.");
        }
    }
}
