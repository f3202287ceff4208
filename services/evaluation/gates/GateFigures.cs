using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>What gates are checked against.</summary>
/// <param name="rows">All figures over all samples.</param>
/// <param name="measured">What they were made of, for slices and pairs.</param>
/// <param name="work">The evaluation.</param>
/// <param name="dataset">What the samples have in common.</param>
internal sealed class GateFigures(IReadOnlyList<ResultRow> rows, IReadOnlyList<Measured> measured, SummaryWork work, DatasetDescription dataset)
{
    /// <summary>The figure of a gate for one of its models.</summary>
    /// <exception cref="StageException">It was not measured, or no sample belongs to the slice.</exception>
    public ResultRow Find(GateParameters gate, string model) =>
        Rows(gate, model).FirstOrDefault(row => row.Attack == gate.Attack && row.Epsilon == gate.Epsilon && (gate.Metric is null || row.Metric == gate.Metric))
        ?? throw new StageException(
            $"A gate asks for {EvaluatedTasks.Word(gate.Task)} {gate.Metric}, which was not measured{(gate.Attack is null ? "" : " under attack")}.",
            "gates",
            $"Use one of {string.Join(", ", Rows(gate, model).Select(row => row.Metric).Distinct())}.");

    /// <summary>The standard error of the difference between a gate's two models.</summary>
    public double Error(GateParameters gate, ResultRow row, ResultRow compared)
    {
        // Errors that are taken as independent are too large where the samples are the same: the careful side for a gain.
        if (!gate.IsPaired)
        {
            return Math.Sqrt((row.Stderr * row.Stderr) + (compared.Stderr * compared.Stderr));
        }

        return PairedError.Metrics.Contains(row.Metric)
            ? PairedError.Of(row.Metric, Said(gate, row.Model), Said(gate, compared.Model))
            : throw new StageException(
                $"A gate asks for pairs of {row.Metric}, which is not a share of samples.", "gates", $"Leave paired out, or use one of {string.Join(", ", PairedError.Metrics)}.");
    }

    private IEnumerable<ResultRow> Rows(GateParameters gate, string model) => gate.Slice is null
        ? rows.Where(row => row.Model == model && row.Task == EvaluatedTasks.Word(gate.Task))
        : ResultRows.Of(Sliced(gate, model), work, dataset);

    private Dictionary<string, Said> Said(GateParameters gate, string model)
    {
        int radius = gate.Epsilon is { } epsilon ? work.Epsilons.ToList().IndexOf(epsilon) : -1;
        return Sliced(gate, model).Outcomes.ToDictionary(
            outcome => outcome.Id, outcome => radius < 0 ? Evaluation.Said.Clean(outcome) : Evaluation.Said.At(outcome, radius), StringComparer.Ordinal);
    }

    private Measured Sliced(GateParameters gate, string model)
    {
        Measured all = measured.First(entry => entry.Model == model && entry.Task == gate.Task);
        if (gate.Slice is not { } slice)
        {
            return all;
        }

        Measured part = all.In(slice);
        return part.Outcomes.Count > 0
            ? part
            : throw new StageException(
                $"A gate asks for {slice.Words} of task {all.TaskWord}, and no sample belongs to it.",
                "gates",
                $"Right answers are, for example: {string.Join(", ", all.Outcomes.Select(outcome => SliceParameters.Word(outcome.Truth)).Distinct().Order(StringComparer.Ordinal).Take(10))}.");
    }
}
