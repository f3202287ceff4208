using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>How two models differ.</summary>
/// <param name="Components">The components of either side.</param>
/// <param name="Files">Configuration, tokenizer and whatever else belongs to a model.</param>
public sealed record ModelDifference(IReadOnlyList<ComponentDifference> Components, IReadOnlyList<FileDifference> Files)
{
    /// <summary>Whether all tensors and files are the same.</summary>
    public bool Identical => Components.All(component => component.Identical) && Files.All(file => file.IsEqual);
}

/// <summary>A component of two models.</summary>
/// <param name="Name">Its name, for example <c>vision</c>.</param>
/// <param name="Tensors">Every tensor of either side; empty when the bytes are the same and nobody asked for them.</param>
public sealed record ComponentDifference(string Name, IReadOnlyList<TensorChange> Tensors)
{
    /// <summary>Whether all tensors are the same.</summary>
    public bool Identical => Tensors.All(tensor => tensor.State == TensorState.Equal);
}

/// <summary>A small file of two models.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsEqual">Whether both have it with the same bytes.</param>
/// <param name="First">Where they part first; null when they don't, or when one does not have it.</param>
public sealed record FileDifference(string Name, bool IsEqual, Difference? First);
