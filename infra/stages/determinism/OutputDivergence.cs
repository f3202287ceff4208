using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;

namespace Rampart.Stages;

/// <summary>Finds where two results of the same work part, output by output in their order.</summary>
sealed class OutputDivergence(MadeResult stored, MadeResult other, CancellationToken cancellation)
{
    /// <summary>The first output that differs, and the first place within it.</summary>
    /// <param name="tolerance">How far numbers may differ without counting; null when bytes must be the same.</param>
    /// <returns>Null when no output differs by more.</returns>
    public async Task<ResultDivergence?> FindAsync(double? tolerance)
    {
        IReadOnlyList<NamedArtifact> there = stored.Manifest.Outputs, here = other.Manifest.Outputs;
        for (int place = 0; place < Math.Max(there.Count, here.Count); place++)
        {
            if (await CompareAsync(there.ElementAtOrDefault(place), here.ElementAtOrDefault(place), tolerance) is { } difference)
            {
                NamedArtifact? left = there.ElementAtOrDefault(place), right = here.ElementAtOrDefault(place);
                return new ResultDivergence(
                    stored.Manifest.ExecutionKey, (left ?? right)!.Role, left?.Artifact.Digest ?? "", right?.Artifact.Digest ?? "",
                    difference + await StepAsync(), stored.Site, other.Site);
            }
        }
        return null;
    }

    async Task<string?> CompareAsync(NamedArtifact? left, NamedArtifact? right, double? tolerance)
    {
        if (left == right)
        {
            return null;
        }
        if (left is null || right is null || left.Role != right.Role || left.Artifact.MediaType != right.Artifact.MediaType)
        {
            return $"{Shown(left)} there and {Shown(right)} here";
        }
        // Its hashes differ whenever any bit does, which a tolerance allows.
        if (tolerance is not null && left.Role == TrainingRoles.Trace)
        {
            return null;
        }
        try
        {
            ReadOnlyMemory<byte> one = await stored.Artifacts.InspectAsync(left.Artifact, cancellation);
            ReadOnlyMemory<byte> another = await other.Artifacts.InspectAsync(right.Artifact, cancellation);
            return tolerance is { } most && ToleranceComparison.IsWithin(left.Artifact.MediaType, one, another, most)
                ? null
                : ArtifactComparison.Compare(left.Artifact.MediaType, one, another)?.Describe() ?? "its bytes are the same, and the digest is not";
        }
        catch (ArtifactException e)
        {
            return $"its digest differs, and where can't be said: {e.Message}";
        }
    }

    // A checkpoint tells that a training went another way; its trace tells since when.
    async Task<string> StepAsync()
    {
        try
        {
            return Trace(stored) is { } left && Trace(other) is { } right && left != right
                && TraceComparison.Compare(
                    await stored.Artifacts.InspectAsync(left, cancellation), await other.Artifacts.InspectAsync(right, cancellation)) is { } difference
                ? $"; of the training, {difference.Describe()}"
                : "";
        }
        catch (Exception e) when (e is ArtifactException or SafetensorsException)
        {
            return $"; its traces can't be compared: {e.Message}";
        }
    }

    static ArtifactRef? Trace(MadeResult result) => result.Manifest.Outputs.FirstOrDefault(output => output.Role == TrainingRoles.Trace)?.Artifact;

    static string Shown(NamedArtifact? output) => output is null ? "there is no such output" : $"it is \"{output.Role}\" ({output.Artifact.MediaType})";
}
