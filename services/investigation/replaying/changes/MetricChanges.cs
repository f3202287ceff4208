using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares the figures of evaluations before and after a change.</summary>
static class MetricChanges
{
    const string ResultsRole = "results";
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Every figure that is on either side, in the order of the recorded one.</summary>
    /// <param name="stage">The evaluation's stage.</param>
    /// <param name="before">The outputs of its item as they were recorded.</param>
    /// <param name="after">The outputs of its item now.</param>
    /// <param name="artifacts">Where both are read from.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<MetricChange>> BetweenAsync(
        string stage, IReadOnlyList<NamedArtifact> before, IReadOnlyList<NamedArtifact> after, IArtifactStore artifacts, CancellationToken cancellation)
    {
        IReadOnlyList<ResultRow> there = await RowsAsync(before, artifacts, cancellation), here = await RowsAsync(after, artifacts, cancellation);
        Dictionary<Measure, ResultRow> left = here.DistinctBy(Measure.Of).ToDictionary(Measure.Of);
        var changes = new List<MetricChange>();
        foreach (ResultRow row in there.DistinctBy(Measure.Of))
        {
            changes.Add(left.Remove(Measure.Of(row), out ResultRow? counterpart)
                ? new MetricChange(stage, row, row.Value, counterpart.Value, counterpart.Value - row.Value, double.Hypot(row.Stderr, counterpart.Stderr))
                : new MetricChange(stage, row, row.Value, null, null, null));
        }
        changes.AddRange(here.DistinctBy(Measure.Of).Where(row => left.ContainsKey(Measure.Of(row))).Select(row => new MetricChange(stage, row, null, row.Value, null, null)));
        return changes;
    }

    static async Task<IReadOnlyList<ResultRow>> RowsAsync(IReadOnlyList<NamedArtifact> outputs, IArtifactStore artifacts, CancellationToken cancellation)
    {
        if (outputs.FirstOrDefault(output => output is { Role: ResultsRole, Artifact.MediaType: MediaTypes.Json }) is not { } results)
        {
            return [];
        }
        try
        {
            return JsonSerializer.Deserialize<EvaluationResults>((await artifacts.ReadAsync(results.Artifact, cancellation)).Span, Json)?.Rows ?? [];
        }
        catch (JsonException)
        {
            // Another stage calls an output "results" too; it has no figures.
            return [];
        }
    }

    readonly record struct Measure(string Model, string Task, string Metric, string? Attack, string? Norm, double? Epsilon)
    {
        public static Measure Of(ResultRow row) => new(row.Model, row.Task, row.Metric, row.Attack, row.Norm, row.Epsilon);
    }
}
