using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Writes the artifacts of a work item.</summary>
public interface IStageOutputs
{
    /// <summary>Writes one output; roles are unique within an item.</summary>
    NamedArtifact Write(string role, string mediaType, Action<Stream> write);

    /// <summary>Names an input as an output without copying it, for example the frozen parts of a model.</summary>
    NamedArtifact Pass(string role, ArtifactRef artifact);
}
