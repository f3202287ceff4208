using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Compares two results of the same work.</summary>
public static class ResultComparison
{
    /// <summary>Does nothing if both name the same artifacts in the same order.</summary>
    /// <exception cref="DeterminismException">They don't; the message names the first artifact that differs.</exception>
    public static void ThrowIfDifferent(ResultManifest existing, ResultManifest ours)
    {
        int common = Math.Min(existing.Outputs.Count, ours.Outputs.Count);
        for (int i = 0; i < common; i++)
        {
            if (existing.Outputs[i] != ours.Outputs[i])
            {
                throw Fault(existing, ours, $"output {i} is {Describe(existing.Outputs[i])} there and {Describe(ours.Outputs[i])} here");
            }
        }
        if (existing.Outputs.Count != ours.Outputs.Count)
        {
            throw Fault(existing, ours, $"there are {existing.Outputs.Count} outputs there and {ours.Outputs.Count} here");
        }
    }

    /// <summary>The result can't be committed, since one of its outputs is not in the store.</summary>
    internal static ArtifactException NotStored(ResultManifest manifest, NamedArtifact output) => new(
        $"Output \"{output.Role}\" ({output.Artifact.Digest}) of {manifest.Work.Kind} {manifest.ExecutionKey} is not in the store, so the result can't be "
        + "committed. A stage names only artifacts that it has written or was given.");

    static string Describe(NamedArtifact output) => $"\"{output.Role}\" {output.Artifact.Digest} ({output.Artifact.Size} bytes)";

    static DeterminismException Fault(ResultManifest existing, ResultManifest ours, string difference) =>
        new($"The same work gave two results: {ours.Work.Kind} {ours.ExecutionKey}: {difference}. " + Cause(existing, ours)
            + " The stored result stays. Compare the two builds and machines, or raise the stage's algorithm version if its output was meant to change.");

    static string Cause(ResultManifest existing, ResultManifest ours) =>
        existing.Fingerprint != ours.Fingerprint ? $"It was made on another kind of machine: {existing.Fingerprint} there, {ours.Fingerprint} here."
        : existing.CodeVersion != ours.CodeVersion ? $"It was made by another version: {existing.CodeVersion} there, {ours.CodeVersion} here."
        : "Both were made by the same version on the same kind of machine, so the stage is not deterministic.";
}
