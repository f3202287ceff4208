using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Keys and values of every layer for the positions seen so far, in room made once for a whole generation.</summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly long _capacity;
    private readonly Tensor?[] _keys;
    private readonly Tensor?[] _values;

    public KeyValueCache(int layers, long capacity)
    {
        _capacity = capacity;
        _keys = new Tensor?[layers];
        _values = new Tensor?[layers];
    }

    /// <summary>Positions held by every layer.</summary>
    public long Length { get; private set; }

    /// <summary>Stores the next positions of a layer and gives all of its positions.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="keys">[batch * heads, new, size].</param>
    /// <param name="values">[batch * heads, new, size].</param>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values) =>
        (Append(ref _keys[layer], keys), Append(ref _values[layer], values));

    /// <summary>Says that every layer has stored <paramref name="count"/> more positions.</summary>
    public void Advance(long count) => Length += count;

    public void Dispose()
    {
        foreach (var tensor in _keys.Concat(_values))
        {
            tensor?.Dispose();
        }
    }

    private Tensor Append(ref Tensor? room, Tensor rows)
    {
        long[] shape = rows.shape;
        room ??= empty([shape[0], _capacity, shape[2]], rows.dtype, rows.device).DetachFromDisposeScope();
        room.narrow(1, Length, shape[1]).copy_(rows);
        return room.narrow(1, 0, Length + shape[1]);
    }
}
