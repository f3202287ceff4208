using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>A part of the samples, by what is right for them.</summary>
public sealed record SliceParameters : ICheckedParameters
{
    private static readonly string[] Articles = ["a ", "an "];

    /// <summary>The right answer.</summary>
    [Description("The samples whose right answer this is, with or without its article: a class such as shirt, or yes and no.")]
    public string? Class { get; init; }

    /// <summary>The type of risk.</summary>
    [Description("The samples with this type of risk, of task risk.")]
    public string? RiskType { get; init; }

    /// <summary>The level of risk.</summary>
    [Description("The samples with this level of risk, of task risk.")]
    [Bounds(0, 1000)]
    public int? RiskLevel { get; init; }

    /// <summary>The slice in words.</summary>
    internal string Words => Class is not null ? $"class {Class}" : RiskType is not null ? $"risk type {RiskType}" : $"risk level {RiskLevel}";

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => new object?[] { Class, RiskType, RiskLevel }.Count(part => part is not null) == 1
        ? []
        : [new ParameterFault("", "exactly one of class, risk_type and risk_level must be given", "Write one of them.")];

    /// <summary>Whether a sample with this right answer, as outcomes state it, belongs to the slice.</summary>
    internal bool Has(string truth) => Class is not null
        ? Word(truth) == Word(Class)
        : RiskTruth.Read(truth) is var (level, type) && (RiskType is null || type == RiskType) && (RiskLevel is null || level == RiskLevel);

    /// <summary>A right answer without its article, as people name classes: <c>shirt</c> for <c>a shirt</c>.</summary>
    internal static string Word(string truth) => Articles.FirstOrDefault(article => truth.StartsWith(article, StringComparison.Ordinal)) is { } article
        ? truth[article.Length..]
        : truth;

    /// <summary>Whether samples of a task can be told apart that way.</summary>
    internal bool Fits(EvaluationTask task) => Class is not null == (task != EvaluationTask.Risk);
}
