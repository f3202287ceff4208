using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Divides measurements into slices.</summary>
internal static class Slices
{
    private const int Most = 1000;

    /// <summary>The figures of every slice that there are samples of, by the wanted kinds in turn.</summary>
    /// <returns>Null when none is wanted.</returns>
    /// <exception cref="StageException">There are more slices than anybody could look at.</exception>
    public static IReadOnlyList<SliceRow>? Of(IReadOnlyList<Measured> measured, SummaryWork work, DatasetDescription dataset) => work.Slices is not { Count: > 0 } kinds
        ? null
        :
        [
            .. from kind in kinds
               from entry in measured
               from slice in In(entry, kind)
               from row in ResultRows.Of(entry.In(slice), work, dataset)
               select new SliceRow(slice.Words, row),
        ];

    private static IEnumerable<SliceParameters> In(Measured measured, EvaluationSlice kind)
    {
        SliceParameters[] slices =
        [
            .. measured.Outcomes.Select(outcome => Of(outcome.Truth, kind)).Distinct()
                .Where(slice => slice.Fits(measured.Task)).OrderBy(slice => slice.Words, StringComparer.Ordinal),
        ];
        return slices.Length <= Most
            ? slices
            : throw new StageException(
                $"Task {measured.TaskWord} has {slices.Length} slices, more than {Most}.", "slices", "Leave that kind of slice out, and name the slices of interest in gates.");
    }

    private static SliceParameters Of(string truth, EvaluationSlice kind) => kind switch
    {
        EvaluationSlice.RiskType => new SliceParameters { RiskType = RiskTruth.Read(truth).Type },
        EvaluationSlice.RiskLevel => new SliceParameters { RiskLevel = RiskTruth.Read(truth).Level },
        _ => new SliceParameters { Class = SliceParameters.Word(truth) },
    };
}
