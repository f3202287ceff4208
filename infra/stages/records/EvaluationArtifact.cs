using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Reads what an evaluation found.</summary>
public static class EvaluationArtifact
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads an artifact of the role <c>results</c>.</summary>
    /// <exception cref="ArtifactException">It is missing or damaged, or another version's.</exception>
    public static async Task<EvaluationResults> ReadAsync(IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellation)
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
