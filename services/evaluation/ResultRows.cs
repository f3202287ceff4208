using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Turns measurements into rows.</summary>
internal static class ResultRows
{
    private const string EightBitSuffix = "/8-bit";

    /// <summary>The task's figures on clean images, then at each radius, then after the members of a composed attack, then on the rounded images.</summary>
    public static IEnumerable<ResultRow> Of(Measured measured, SummaryWork work, DatasetDescription dataset)
    {
        IEnumerable<ResultRow> Rows(string? attack, double? epsilon, Func<SampleOutcome, Said> said) =>
            Figures([.. measured.Outcomes.Select(said)]).Select(figure => Row(measured, attack, attack is null ? null : work.Norm, epsilon, figure));

        IEnumerable<Figure> Figures(Said[] said) =>
        [
            .. EvaluatedTasks.Of(measured.Task).Figures(said, dataset),
            .. work.CalibrationBins is { } bins ? CalibrationFigures.Of(said, bins) : [],
        ];

        return
        [
            .. Rows(null, null, Said.Clean),
            .. work.Epsilons.SelectMany((epsilon, radius) => Rows(work.Attack, epsilon, outcome => Said.At(outcome, radius))),
            .. Enumerable.Range(1, work.Members?.Count ?? 0).Select(count => work.Members!.Take(count).ToArray()).SelectMany(members => work.Epsilons.SelectMany(
                (epsilon, radius) => Rows($"{work.Attack}/{members[^1]}", epsilon, outcome => Said.After(outcome, radius, members)))),
            .. work.EightBit
                ? work.Epsilons.SelectMany((epsilon, radius) => Rows(work.Attack + EightBitSuffix, epsilon, outcome => Said.Rounded(outcome, radius)))
                : [],
        ];
    }

    private static ResultRow Row(Measured measured, string? attack, string? norm, double? epsilon, Figure figure) => new(
        measured.Model,
        measured.TaskWord,
        figure.Metric,
        attack,
        norm,
        epsilon,
        figure.Value.Count,
        figure.Value.Value,
        // One sample has no spread to estimate; JSON has no word for "not a number".
        double.IsNaN(figure.Value.StandardError) ? 0 : figure.Value.StandardError);
}
