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
        : failure with
        {
            What = Readable(failure.What),
            Where = Readable(failure.Where),
            Fix = Readable(failure.Fix),
            Kind = IsWord(failure.Kind) ? failure.Kind : null,
            Divergence = Readable(failure.Divergence),
        };

    /// <summary>A text of readable length.</summary>
    public static string Readable(string? text) => text is null ? "" : text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "...");

    static ResultDivergence? Readable(ResultDivergence? divergence) =>
        divergence is { ExecutionKey: { } key, Role: { } role, StoredDigest: { } stored, OtherDigest: { } other } && IsSound(divergence.Stored) && IsSound(divergence.Other)
            ? divergence with
            {
                ExecutionKey = Readable(key),
                Role = Readable(role),
                StoredDigest = Readable(stored),
                OtherDigest = Readable(other),
                Difference = Readable(divergence.Difference),
            }
            : null;

    static bool IsSound(ExecutionSite? site) =>
        site is { Worker.Length: <= LongestWord, CodeVersion.Length: <= LongestWord, Fingerprint: { } machine }
        && new[] { machine.Processor, machine.InstructionSet, machine.TensorLibrary, machine.LinearAlgebra, machine.Device }.All(text => text is { Length: <= LongestWord });

    /// <summary>Whether it is there and no longer than a word may be.</summary>
    public static bool IsWord(string? word) => word is { Length: > 0 and <= LongestWord };
}
