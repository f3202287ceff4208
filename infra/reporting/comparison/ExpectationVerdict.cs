using System.Globalization;
using Rampart.Contracts;
using Rampart.Pipeline.Comparison;

namespace Rampart.Reporting.Comparison;

/// <summary>Whether what was expected of a figure shows.</summary>
/// <param name="Says">The expectation in words.</param>
/// <param name="Model">The model.</param>
/// <param name="Column">The column's title.</param>
/// <param name="Condition">What is compared, for example <c>above fare + 0.05</c>.</param>
/// <param name="Outcome"><c>holds</c>, <c>does not hold</c>, <c>within noise</c> or <c>not measured</c>.</param>
/// <param name="Measured">The model's figure; null when it was not measured.</param>
/// <param name="Required">What it is held against; null when that was not measured.</param>
/// <param name="Stderr">The standard error of the difference.</param>
public sealed record ExpectationVerdict(
    string Says, string Model, string Column, string Condition, string Outcome, double? Measured, double? Required, double? Stderr)
{
    /// <summary>How many standard errors of the difference are noise.</summary>
    public const double Noise = 2;

    /// <summary>Holds an expectation against the figures of a run.</summary>
    /// <remarks>
    /// The standard errors of two models are taken as independent although both saw the same samples: the careful side, since what is right for one
    /// model tends to be right for the other.
    /// </remarks>
    public static ExpectationVerdict Of(ExpectationParameters expected, RunResults results)
    {
        ColumnParameters column = results.Comparison!.Columns.First(column => column.Title == expected.Column);
        ResultRow? own = ComparisonFigures.Of(results, column, expected.Model);
        ResultRow? other = (expected.Above ?? expected.Below) is { } name ? ComparisonFigures.Of(results, column, name) : null;
        bool isUpward = expected.Above is not null || expected.AtLeast is not null;
        double? required = expected.AtLeast ?? expected.AtMost ?? (isUpward ? other?.Value + expected.By : other?.Value - expected.By);
        var verdict = new ExpectationVerdict(expected.Says, expected.Model, expected.Column, Words(expected), "not measured", own?.Value, required, null);
        if (own is null || required is not { } bound)
        {
            return verdict;
        }
        double stderr = Math.Sqrt((own.Stderr * own.Stderr) + ((other?.Stderr ?? 0) * (other?.Stderr ?? 0)));
        double margin = isUpward ? own.Value - bound : bound - own.Value;
        return verdict with { Stderr = stderr, Outcome = Math.Abs(margin) <= Noise * stderr ? "within noise" : margin > 0 ? "holds" : "does not hold" };
    }

    static string Words(ExpectationParameters expected) => expected switch
    {
        { AtLeast: { } least } => $"at least {Number(least)}",
        { AtMost: { } most } => $"at most {Number(most)}",
        { Above: { } above } => $"above {above}{Margin(expected.By, "+", "-")}",
        _ => $"below {expected.Below}{Margin(expected.By, "-", "+")}",
    };

    static string Margin(double by, string more, string less) => by == 0 ? "" : $" {(by > 0 ? more : less)} {Number(Math.Abs(by))}";

    static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
