using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Rotary position embeddings (Su et al. 2021, equation 34) in the half-split order of the Hugging Face checkpoints: the pair
/// (x_i, x_{i+d/2}) at position p turns by the angle p * theta^(-2i/d).</summary>
internal sealed class RotaryTable : IDisposable
{
    private readonly long _half;
    private Tensor _cosine;
    private Tensor _signedSine;

    public RotaryTable(long size, long positions, double theta)
    {
        _half = size / 2;
        var cosine = new float[positions * size];
        var sine = new float[positions * size];
        for (long position = 0; position < positions; position++)
        {
            for (long i = 0; i < _half; i++)
            {
                (double sin, double cos) = Math.SinCos(position * Math.Pow(theta, -2.0 * i / size));
                long at = (position * size) + i;
                cosine[at] = cosine[at + _half] = (float)cos;
                // x_i takes -sin times its partner, the partner takes +sin times x_i.
                sine[at] = (float)-sin;
                sine[at + _half] = (float)sin;
            }
        }

        _cosine = tensor(cosine).view(positions, size).DetachFromDisposeScope();
        _signedSine = tensor(sine).view(positions, size).DetachFromDisposeScope();
    }

    /// <summary>Turns heads at consecutive positions.</summary>
    /// <param name="x">[batch, length, heads, size] float32.</param>
    /// <param name="start">The position of the first.</param>
    public Tensor Turn(Tensor x, long start)
    {
        long length = x.shape[1];
        return Turn(x, _cosine.narrow(0, start, length).unsqueeze(1), _signedSine.narrow(0, start, length).unsqueeze(1));
    }

    /// <summary>Turns heads at given positions.</summary>
    /// <param name="x">[batch, rows, heads, size] float32.</param>
    /// <param name="positions">[batch * rows] int64.</param>
    public Tensor TurnAt(Tensor x, Tensor positions)
    {
        long[] shape = [x.shape[0], x.shape[1], 1, x.shape[3]];
        return Turn(x, _cosine.index_select(0, positions).view(shape), _signedSine.index_select(0, positions).view(shape));
    }

    public void MoveTo(Device device)
    {
        _cosine = Moved(_cosine, device);
        _signedSine = Moved(_signedSine, device);
    }

    public void Dispose()
    {
        _cosine.Dispose();
        _signedSine.Dispose();
    }

    private static Tensor Moved(Tensor table, Device device)
    {
        using var scope = NewDisposeScope();
        var moved = table.to(device).clone().DetachFromDisposeScope();
        table.Dispose();
        return moved;
    }

    // roll by half swaps the partners; three passes, of which the last adds while it multiplies.
    private Tensor Turn(Tensor x, Tensor cosine, Tensor signedSine) =>
        (x * cosine).addcmul_(x.roll(_half, -1), signedSine, 1);
}
