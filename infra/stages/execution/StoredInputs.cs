using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>The inputs of a work item, read from the store.</summary>
sealed class StoredInputs(IReadOnlyList<NamedArtifact> inputs, IArtifactStore store, CancellationToken cancellation) : IStageInputs
{
    public IReadOnlyList<NamedArtifact> All => inputs;

    public ReadOnlyMemory<byte> Read(NamedArtifact input) =>
        inputs.Contains(input)
            ? store.ReadAsync(input.Artifact, cancellation).GetAwaiter().GetResult() // on the item's own thread, which has nothing else to do
            : throw new StageException(
                $"The stage reads \"{input.Role}\", which is not among the item's inputs.",
                $"artifact {input.Artifact.Digest}",
                "Name every artifact that a stage reads in its plan, or its result is stored under a key that does not say what it depends on.");
}
