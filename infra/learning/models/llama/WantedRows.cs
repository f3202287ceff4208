using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The positions of each sequence at which the decoder's output is wanted; the last layer computes no others.</summary>
internal sealed class WantedRows
{
    /// <param name="positions">[batch, wanted] int64: positions within the sequence.</param>
    /// <param name="length">Length of the sequences.</param>
    public WantedRows(Tensor positions, long length)
    {
        (Batch, Length) = (positions.shape[0], length);
        Count = positions.shape[1];
        Positions = positions.reshape(-1);
        Flat = (positions + (arange(Batch, ScalarType.Int64, positions.device) * length).unsqueeze(1)).view(-1);
        Hidden = arange(length, ScalarType.Int64, positions.device).view(1, 1, -1).gt(positions.unsqueeze(2));
    }

    public long Batch { get; }

    /// <summary>Length of the sequences.</summary>
    public long Length { get; }

    /// <summary>Wanted positions per sequence.</summary>
    public long Count { get; }

    /// <summary>[batch, wanted]: positions within the sequence.</summary>
    public Tensor ByBatch => Positions.view(Batch, Count);

    /// <summary>[batch * wanted]: positions within the sequence.</summary>
    public Tensor Positions { get; }

    /// <summary>[batch * wanted]: rows of the flattened [batch * length].</summary>
    public Tensor Flat { get; }

    /// <summary>[batch, wanted, length] bool: keys that lie behind the wanted position.</summary>
    public Tensor Hidden { get; }
}
