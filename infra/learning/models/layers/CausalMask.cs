using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>What is added to attention scores so that no position sees a later one: 0 or minus infinity.</summary>
internal static class CausalMask
{
    /// <summary>[length, length] in the precision of products; row i allows columns 0 to i.</summary>
    public static Tensor Square(long length, Device device, PreparedWeights prepared) =>
        prepared.Operand(full([length, length], float.NegativeInfinity, ScalarType.Float32, device).triu(1));

    /// <summary>[batch, 1, length] float32; sequence i allows columns 0 to <paramref name="last"/>[i].</summary>
    public static Tensor UpTo(long[] last, long length, Device device)
    {
        var values = new float[last.Length * length];
        for (int i = 0; i < last.Length; i++)
        {
            values.AsSpan((int)((i * length) + last[i] + 1), (int)(length - last[i] - 1)).Fill(float.NegativeInfinity);
        }

        return tensor(values).view(last.Length, 1, length).to(device);
    }
}
