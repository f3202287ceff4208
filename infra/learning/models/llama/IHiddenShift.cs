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

    /// <summary>Told what is behind a layer when whole sequences are read, before anything is added to it.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    /// <param name="hidden">[batch, positions, width]: every position or, behind the last layer, the wanted ones.</param>
    /// <param name="wanted">[batch, wanted] int64: the positions at which logits are wanted.</param>
    void Seen(int layer, Tensor hidden, Tensor wanted)
    {
    }

    /// <summary>The same for some sequences of the batch.</summary>
    /// <param name="rows">[rows] int64.</param>
    IHiddenShift Rows(Tensor rows) => this;
}
