using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Evaluation;

/// <summary>Checks gates against rows.</summary>
internal static class GateCheck
{
    // Accuracies are multiples of 1/n; a margin met exactly must not fail by the last bit of a sum.
    private const double Slack = 1e-9;

    /// <summary>The verdict on one gate.</summary>
    public static GateVerdict Of(GateParameters gate, IReadOnlyList<ResultRow> rows)
    {
        string task = gate.Task == EvaluationTask.ZeroShot ? "zero-shot" : "answer";
        ResultRow row = Find(rows, gate, gate.Model, task);
        string figure = $"{task} accuracy{(gate.Attack is null ? " (clean)" : $" under {gate.Attack} at {Radius(gate.Epsilon!.Value)}")}";
        if (gate.Above is not { } other)
        {
            double least = gate.AtLeast!.Value;
            return Verdict($"{gate.Model} {figure} >= {Number(least)}", row.Value, least, row.Stderr);
        }

        ResultRow compared = Find(rows, gate, other, task);
        // The two are measured on the same samples, but the errors are taken as independent: that is the careful side for a gain.
        double stderr = Math.Sqrt((row.Stderr * row.Stderr) + (compared.Stderr * compared.Stderr));
        string margin = gate.By == 0 ? "" : $" {(gate.By < 0 ? '-' : '+')} {Number(Math.Abs(gate.By))}";
        return Verdict($"{gate.Model} {figure} >= {other}{margin}", row.Value, compared.Value + gate.By, stderr);

        GateVerdict Verdict(string condition, double measured, double required, double error) =>
            new(task, gate.Model, condition, measured >= required - Slack, measured, required, error);
    }

    private static ResultRow Find(IReadOnlyList<ResultRow> rows, GateParameters gate, string model, string task) =>
        rows.First(row => row.Model == model && row.Task == task && row.Attack == gate.Attack && row.Epsilon == gate.Epsilon);

    private static string Radius(double epsilon)
    {
        double levels = epsilon * 255;
        return Math.Abs(levels - Math.Round(levels)) < 1e-9
            ? $"{Math.Round(levels).ToString(CultureInfo.InvariantCulture)}/255"
            : Number(epsilon);
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
