using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares the figures of evaluations before and after a change.</summary>
static class MetricChanges
{
    /// <summary>The role under which an evaluation offers its figures.</summary>
    public const string ResultsRole = "results";
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Every figure of evaluations that is on either side, in the order of items and, within them, of the recorded figures.</summary>
    /// <param name="items">What came of the items.</param>
    /// <param name="artifacts">Where the outputs of both sides are read from.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IReadOnlyList<MetricChange>> OfAsync(IEnumerable<ItemReport> items, IArtifactStore artifacts, CancellationToken cancellation)
    {
        var changes = new List<MetricChange>();
        foreach (ItemReport item in items)
        {
            if (item.Artifacts.FirstOrDefault(output => output.Role == ResultsRole) is { } results)
            {
                changes.AddRange(await BetweenAsync(item.Stage, results.There, results.Here, artifacts, cancellation));
            }
        }
        return changes;
    }

    /// <summary>Every figure that is in either of two evaluations' results.</summary>
    public static async Task<IReadOnlyList<MetricChange>> BetweenAsync(
        string stage, ArtifactRef? there, ArtifactRef? here, IArtifactStore artifacts, CancellationToken cancellation) =>
        Between(stage, await RowsAsync(there, artifacts, cancellation), await RowsAsync(here, artifacts, cancellation));

    static List<MetricChange> Between(string stage, IReadOnlyList<ResultRow> there, IReadOnlyList<ResultRow> here)
    {
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

    static async Task<IReadOnlyList<ResultRow>> RowsAsync(ArtifactRef? results, IArtifactStore artifacts, CancellationToken cancellation)
    {
        if (results is not { MediaType: MediaTypes.Json })
        {
            return [];
        }
        try
        {
            return JsonSerializer.Deserialize<EvaluationResults>((await artifacts.InspectAsync(results, cancellation)).Span, Json)?.Rows ?? [];
        }
        catch (Exception e) when (e is JsonException or ArtifactGoneException)
        {
            // Another kind of stage calls an output "results" too, or what was recorded is gone: there are no figures.
            return [];
        }
    }

    readonly record struct Measure(string Model, string Task, string Metric, string? Attack, string? Norm, double? Epsilon)
    {
        public static Measure Of(ResultRow row) => new(row.Model, row.Task, row.Metric, row.Attack, row.Norm, row.Epsilon);
    }
}
