using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>The outputs of a work item, written to the store.</summary>
sealed class StoredOutputs(IReadOnlyList<NamedArtifact> inputs, IArtifactStore store, CancellationToken cancellation) : IStageOutputs
{
    readonly List<NamedArtifact> _written = [];

    public IReadOnlyList<NamedArtifact> Written => _written;

    public NamedArtifact Write(string role, string mediaType, Action<Stream> write)
    {
        CheckFree(role);
        ArtifactRef artifact = store.WriteAsync(
            mediaType,
            (stream, _) =>
            {
                write(stream);
                return Task.CompletedTask;
            },
            cancellation).GetAwaiter().GetResult();
        return Add(role, artifact);
    }

    public NamedArtifact Pass(string role, ArtifactRef artifact)
    {
        CheckFree(role);
        return inputs.Any(input => input.Artifact == artifact) || _written.Any(output => output.Artifact == artifact)
            ? Add(role, artifact)
            : throw new StageException(
                $"The stage passes on {artifact.Digest} as \"{role}\", which it was not given.", $"output \"{role}\"", "Pass on inputs of the item only.");
    }

    NamedArtifact Add(string role, ArtifactRef artifact)
    {
        var output = new NamedArtifact(role, artifact);
        _written.Add(output);
        return output;
    }

    void CheckFree(string role)
    {
        if (_written.Any(output => output.Role == role))
        {
            throw new StageException($"The stage writes \"{role}\" twice.", $"output \"{role}\"", "Give every output of an item a role of its own.");
        }
    }
}
