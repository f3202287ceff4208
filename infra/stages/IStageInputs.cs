using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Reads the artifacts of a work item by role. Only what the item names can be read.</summary>
public interface IStageInputs
{
    /// <summary>All inputs, in the item's order.</summary>
    IReadOnlyList<NamedArtifact> All { get; }

    /// <summary>The bytes of an input, verified.</summary>
    ReadOnlyMemory<byte> Read(NamedArtifact input);
}
