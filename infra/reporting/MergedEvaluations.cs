using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>Makes one of what several stages of a run measured.</summary>
public static class MergedEvaluations
{
    /// <summary>
    /// All rows, gates, flags, samples and slices in the order of the stages. A model that an earlier stage measured on the same task is called
    /// <c>stage/model</c>, so that no figure hides another, and its gates tell the stage too; where one stage measured, nothing is renamed.
    /// </summary>
    public static EvaluationResults Of(IReadOnlyList<(string Stage, EvaluationResults Results)> evaluations)
    {
        var rows = new List<ResultRow>();
        var gates = new List<GateVerdict>();
        var flags = new List<EvaluationFlag>();
        var slices = new List<SliceRow>();
        foreach ((string stage, EvaluationResults results) in evaluations)
        {
            HashSet<(string Model, string Task)> taken = [.. rows.Select(row => (row.Model, row.Task))];
            string Name(string model, string task) => taken.Contains((model, task)) ? MeasuredModel.Name(stage, model) : model;
            string Condition(GateVerdict gate) => taken.Contains((gate.Model, gate.Task)) ? $"{stage}: {gate.Condition}" : gate.Condition;
            rows.AddRange(results.Rows.Select(row => row with { Model = Name(row.Model, row.Task) }));
            gates.AddRange(results.Gates.Select(gate => gate with { Model = Name(gate.Model, gate.Task), Condition = Condition(gate) }));
            slices.AddRange((results.Slices ?? []).Select(slice => slice with { Row = slice.Row with { Model = Name(slice.Row.Model, slice.Row.Task) } }));
            flags.AddRange(results.Flags.Select(flag => flag with { Model = Name(flag.Model, flag.Task) }));
        }
        return new EvaluationResults(
            rows, gates, flags, [.. evaluations.SelectMany(evaluation => evaluation.Results.Gallery)], evaluations.Any(one => one.Results.Slices is not null) ? slices : null);
    }
}
