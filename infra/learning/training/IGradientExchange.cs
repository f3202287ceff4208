using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Members that train one model together: each takes its part of every batch, and all move by the sum of their gradients.</summary>
public interface IGradientExchange
{
    /// <summary>This member's number, from 0.</summary>
    int Rank { get; }

    /// <summary>How many members there are.</summary>
    int Count { get; }

    /// <summary>Replaces every tensor by its sum over all members, which call it with tensors of the same shapes in the same order.</summary>
    void Sum(IReadOnlyList<Tensor> tensors);
}
