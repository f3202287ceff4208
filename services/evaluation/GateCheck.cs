using System.Globalization;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Checks gates against rows.</summary>
internal static class GateCheck
{
    // Accuracies are multiples of 1/n; a margin met exactly must not fail by the last bit of a sum.
    private const double Slack = 1e-9;

    /// <summary>The verdict on one gate.</summary>
    public static GateVerdict Of(GateParameters gate, IReadOnlyList<ResultRow> rows)
    {
        string task = EvaluatedTasks.Word(gate.Task);
        ResultRow row = Find(rows, gate, gate.Model, task);
        string figure = $"{task} {row.Metric}{(gate.Attack is null ? " (clean)" : $" under {gate.Attack} at {Radius(gate.Epsilon!.Value)}")}";
        if (gate.AtLeast is { } least)
        {
            return AtLeast($"{Number(least)}", least, row.Stderr);
        }

        if (gate.AtMost is { } most)
        {
            double limit = most - (gate.Sigmas * row.Stderr);
            return Verdict($"<= {Number(most)}{Certainty(-gate.Sigmas)}", row.Value <= limit + Slack, limit, row.Stderr);
        }

        string other = gate.Above!;
        ResultRow compared = Find(rows, gate, other, task);
        // The two are measured on the same samples, but the errors are taken as independent: that is the careful side for a gain.
        double stderr = Math.Sqrt((row.Stderr * row.Stderr) + (compared.Stderr * compared.Stderr));
        string margin = gate.By == 0 ? "" : $" {(gate.By < 0 ? '-' : '+')} {Number(Math.Abs(gate.By))}";
        return AtLeast($"{other}{margin}", compared.Value + gate.By, stderr);

        GateVerdict AtLeast(string condition, double least, double error)
        {
            double required = least + (gate.Sigmas * error);
            return Verdict($">= {condition}{Certainty(gate.Sigmas)}", row.Value >= required - Slack, required, error);
        }

        GateVerdict Verdict(string condition, bool isPassed, double limit, double error) =>
            new(task, gate.Model, $"{gate.Model} {figure} {condition}", isPassed, row.Value, limit, error);
    }

    private static ResultRow Find(IReadOnlyList<ResultRow> rows, GateParameters gate, string model, string task) =>
        rows.FirstOrDefault(row => row.Model == model && row.Task == task && row.Attack == gate.Attack && row.Epsilon == gate.Epsilon
            && (gate.Metric is null || row.Metric == gate.Metric))
        ?? throw new StageException(
            $"A gate asks for {task} {gate.Metric}, which was not measured{(gate.Attack is null ? "" : " under attack")}.",
            "gates",
            $"Use one of {string.Join(", ", rows.Where(row => row.Task == task).Select(row => row.Metric).Distinct())}.");

    private static string Certainty(double sigmas) => sigmas == 0 ? "" : $" {(sigmas < 0 ? '-' : '+')} {Number(Math.Abs(sigmas))} standard errors";

    private static string Radius(double epsilon)
    {
        double levels = epsilon * 255;
        return Math.Abs(levels - Math.Round(levels)) < 1e-9
            ? $"{Math.Round(levels).ToString(CultureInfo.InvariantCulture)}/255"
            : Number(epsilon);
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
