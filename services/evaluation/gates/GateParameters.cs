using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>A condition on one figure of the results.</summary>
public sealed record GateParameters
{
    private const double UsualNoise = 2;

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

    /// <summary>The model to stay below.</summary>
    [Description("Instead of above, for figures that are better small (attack-success): the model whose figure must be undercut.")]
    [AddedLater]
    public string? Below { get; init; }

    /// <summary>By how much.</summary>
    [Description("By how much above must be exceeded, or below undercut; a negative number allows a loss.")]
    [Bounds(-1, 1)]
    public double By { get; init; }

    /// <summary>How certain it must be, in standard errors.</summary>
    [Description("How many standard errors of what is compared a figure must be better than required: 2 lets only a difference beyond noise pass, -2 lets a loss within noise pass.")]
    [Bounds(-10, 10)]
    [AddedLater]
    public double Sigmas { get; init; }

    /// <summary>Whether samples are compared in pairs.</summary>
    [Description("Whether above and below compare the models sample by sample: the standard error is then that of the paired difference (McNemar), not that of two independent figures.")]
    [AddedLater]
    public bool Paired { get; init; }

    /// <summary>Whether only a loss beyond noise fails.</summary>
    [Description("For above or below: only a loss beyond noise fails, in pairs and with 2 standard errors unless sigmas says otherwise (sigmas: 1 is stricter).")]
    [AddedLater]
    public bool NoRegression { get; init; }

    /// <summary>The part of the samples.</summary>
    [Description("The part of the samples that is meant, for example { class: shirt }; all unless given.")]
    [AddedLater]
    public SliceParameters? Slice { get; init; }

    internal bool IsPaired => Paired || NoRegression;

    // What a loss within noise is allowed, a gain is asked for.
    internal double Certainty => NoRegression ? -(Sigmas == 0 ? UsualNoise : Math.Abs(Sigmas)) : Sigmas;

    internal string? Other => Above ?? Below;

    internal IEnumerable<ParameterFault> Check(EvaluationParameters parent)
    {
        if (new object?[] { AtLeast, AtMost, Above, Below }.Count(condition => condition is not null) != 1)
        {
            yield return new ParameterFault("at_least", "exactly one of at_least, at_most, above and below must be given", "Write one of them.");
        }

        if (IsPaired && Other is null)
        {
            yield return new ParameterFault(NoRegression ? "no_regression" : "paired", "there is no other model to compare with", "Write above or below with it.");
        }

        if (NoRegression && By != 0)
        {
            yield return new ParameterFault("by", "no_regression allows a loss within noise and no more", "Leave by out, or write paired and sigmas instead of no_regression.");
        }

        if (IsPaired && Metric is { } metric && !PairedError.Metrics.Contains(metric))
        {
            yield return new ParameterFault("metric", $"{metric} is not a share of samples, of which pairs can be made", $"Use one of {string.Join(", ", PairedError.Metrics)}, or leave paired out.");
        }

        if (Slice is { } slice && !slice.Fits(Task))
        {
            yield return new ParameterFault("slice", $"samples of this task can't be told apart by {slice.Words}", "Use risk_type or risk_level for task risk, and class for the others.");
        }

        foreach (string model in new[] { Model, Other }.OfType<string>().Where(model => !parent.Models.ContainsKey(model)))
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
