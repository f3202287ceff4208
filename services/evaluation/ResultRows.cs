using Rampart.Contracts;
using Rampart.Learning.Metrics;

namespace Rampart.Evaluation;

/// <summary>Turns measurements into rows.</summary>
internal static class ResultRows
{
    private const string EightBitSuffix = "/8-bit";

    /// <summary>Clean accuracy, then one row per radius, then the members of a composed attack, then the rounded images.</summary>
    public static IEnumerable<ResultRow> Of(Measured measured, SummaryWork work)
    {
        yield return Row(measured, null, null, null, measured.Clean);
        for (int i = 0; i < work.Epsilons.Count; i++)
        {
            yield return Row(measured, work.Attack, work.Norm, work.Epsilons[i], measured.At(i));
        }

        foreach ((int member, int i) in Enumerable.Range(1, work.Members?.Count ?? 0).SelectMany(count => work.Epsilons.Select((_, i) => (count, i))))
        {
            string[] members = [.. work.Members!.Take(member)];
            yield return Row(measured, $"{work.Attack}/{members[^1]}", work.Norm, work.Epsilons[i], measured.After(i, members));
        }

        for (int i = 0; work.EightBit && i < work.Epsilons.Count; i++)
        {
            yield return Row(measured, work.Attack + EightBitSuffix, work.Norm, work.Epsilons[i], measured.AtEightBit(i));
        }
    }

    private static ResultRow Row(Measured measured, string? attack, string? norm, double? epsilon, Accuracy accuracy) => new(
        measured.Model,
        measured.TaskWord,
        "accuracy",
        attack,
        norm,
        epsilon,
        accuracy.Count,
        accuracy.Value,
        // One sample has no spread to estimate; JSON has no word for "not a number".
        double.IsNaN(accuracy.StandardError) ? 0 : accuracy.StandardError);
}
