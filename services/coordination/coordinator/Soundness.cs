using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination;

/// <summary>Checks what other processes say, before it may get into a run's log: whatever stands there must be readable for good.</summary>
static class Soundness
{
    const int MostOutputs = 100_000;
    const int LongestWord = 1_000;
    const int LongestText = 20_000;

    /// <summary>Whether every part of a result is there and within bounds.</summary>
    public static bool IsSound(IReadOnlyList<NamedArtifact>? outputs) =>
        outputs is { Count: <= MostOutputs } && outputs.All(output => output is not null && IsWord(output.Role) && IsSound(output.Artifact));

    /// <summary>Whether every part of a reference is there and within bounds.</summary>
    public static bool IsSound(ArtifactRef? artifact) =>
        artifact is { Digest: not null, Size: >= 0 } && PackedArtifacts.IsDigest(artifact.Digest) && IsWord(artifact.MediaType);

    /// <summary>A failure whose parts are there and of readable length.</summary>
    public static Failure Readable(Failure? failure) => failure is null
        ? new Failure("A work item failed, and its worker did not say why.", "unknown", "Look at the worker's log.", Permanent: true)
        : failure with { What = Readable(failure.What), Where = Readable(failure.Where), Fix = Readable(failure.Fix) };

    /// <summary>A text of readable length.</summary>
    public static string Readable(string? text) => text is null ? "" : text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "...");

    static bool IsWord(string? word) => word is { Length: > 0 and <= LongestWord };
}
