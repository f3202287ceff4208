using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>What is added to the hidden states behind decoder layers: by an attack on them, or by a defence.</summary>
internal interface IHiddenShift
{
    /// <summary>What is added behind a layer; the same when positions are computed one by one as when all are at once.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <param name="first">The first position that is computed.</param>
    /// <param name="length">How many positions are.</param>
    /// <returns>A tensor that broadcasts to [batch, length, width], or null for nothing.</returns>
    Tensor? Behind(int layer, long first, long length);

    /// <summary>Told what is behind a layer, before anything is added to it.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <param name="hidden">[batch, positions, width]: every position or, behind the last layer, the wanted ones.</param>
    void Seen(int layer, Tensor hidden)
    {
    }
}
