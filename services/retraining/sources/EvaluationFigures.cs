using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline.Triggers;

namespace Rampart.Retraining;

/// <summary>Looks up figures in the results of evaluations.</summary>
sealed class EvaluationFigures(IArtifactStore artifacts)
{
    const double Same = 1e-9;

    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A figure of one model as a trigger describes it; null when nobody measured it.</summary>
    /// <param name="results">The results of a run's evaluations, in their order; the last one that has the figure counts.</param>
    /// <param name="model">The model's name in the pipeline that measured it.</param>
    /// <param name="figure">Which figure.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">An artifact is missing or damaged.</exception>
    public async Task<ResultRow?> FindAsync(IEnumerable<ArtifactRef> results, string model, MetricDropped figure, CancellationToken cancellation)
    {
        ResultRow? found = null;
        foreach (ArtifactRef artifact in results)
        {
            EvaluationResults read = await ReadAsync(artifact, cancellation);
            found = read.Rows.FirstOrDefault(row => row.Model == model && IsMeant(row, figure)) ?? found;
        }
        return found;
    }

    static bool IsMeant(ResultRow row, MetricDropped figure) =>
        row.Task == figure.Task && row.Metric == figure.Metric && row.Attack == figure.Attack
        && (figure.Epsilon is not { } epsilon || (row.Epsilon is { } radius && Math.Abs(radius - epsilon) < Same));

    async Task<EvaluationResults> ReadAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> bytes = await artifacts.ReadAsync(artifact, cancellation);
        try
        {
            return JsonSerializer.Deserialize<EvaluationResults>(bytes.Span, Json) ?? throw new JsonException("The document is null.");
        }
        catch (JsonException e)
        {
            throw new ArtifactException($"Artifact {artifact.Digest} is not an evaluation's results: {e.Message} It was made by another version; run the pipeline again.", e);
        }
    }
}
