using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Evaluation;

/// <summary>Checks gates against rows.</summary>
internal static class GateCheck
{
    // Accuracies are multiples of 1/n; a margin met exactly must not fail by the last bit of a sum.
    private const double Slack = 1e-9;

    /// <summary>The verdict on one gate.</summary>
    public static GateVerdict Of(GateParameters gate, GateFigures figures)
    {
        ResultRow row = figures.Find(gate, gate.Model);
        if (gate.Other is not { } other)
        {
            return gate.AtLeast is { } least
                ? AtLeast(gate, row, Number(least), least, row.Stderr)
                : AtMost(gate, row, Number(gate.AtMost!.Value), gate.AtMost.Value, row.Stderr);
        }

        ResultRow compared = figures.Find(gate, other);
        double stderr = figures.Error(gate, row, compared);
        return gate.Above is not null
            ? AtLeast(gate, row, $"{other}{Margin(gate.By)}", compared.Value + gate.By, stderr)
            : AtMost(gate, row, $"{other}{Margin(-gate.By)}", compared.Value - gate.By, stderr);
    }

    private static GateVerdict AtLeast(GateParameters gate, ResultRow row, string condition, double least, double stderr)
    {
        double required = least + (gate.Certainty * stderr);
        return Verdict(gate, row, $">= {condition}{Certainty(gate.Certainty, gate)}", row.Value >= required - Slack, required, stderr);
    }

    private static GateVerdict AtMost(GateParameters gate, ResultRow row, string condition, double most, double stderr)
    {
        double limit = most - (gate.Certainty * stderr);
        return Verdict(gate, row, $"<= {condition}{Certainty(-gate.Certainty, gate)}", row.Value <= limit + Slack, limit, stderr);
    }

    private static GateVerdict Verdict(GateParameters gate, ResultRow row, string condition, bool isPassed, double limit, double stderr)
    {
        string attack = gate.Attack is null ? " (clean)" : $" under {gate.Attack} at {Radius(gate.Epsilon!.Value)}";
        string slice = gate.Slice is null ? "" : $" of {gate.Slice.Words}";
        return new GateVerdict(row.Task, gate.Model, $"{gate.Model} {row.Task} {row.Metric}{attack}{slice} {condition}", isPassed, row.Value, limit, stderr);
    }

    private static string Margin(double by) => by == 0 ? "" : $" {(by < 0 ? '-' : '+')} {Number(Math.Abs(by))}";

    private static string Certainty(double sigmas, GateParameters gate) =>
        sigmas == 0 ? "" : $" {(sigmas < 0 ? '-' : '+')} {Number(Math.Abs(sigmas))} {(gate.IsPaired ? "paired " : "")}standard errors";

    private static string Radius(double epsilon)
    {
        double levels = epsilon * 255;
        return Math.Abs(levels - Math.Round(levels)) < 1e-9
            ? $"{Math.Round(levels).ToString(CultureInfo.InvariantCulture)}/255"
            : Number(epsilon);
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
