using System.IO.Hashing;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>The hashes of a training's trace: XxHash3 of plain bytes. They tell accidents apart, not forgeries; those the store's digests find.</summary>
internal static class TraceHash
{
    // A span holds less than 2 GiB; elements have at most eight bytes.
    private const long Chunk = 1 << 27;

    /// <summary>The hash of the ids in their order.</summary>
    public static long Of(IReadOnlyList<ulong> sampleIds) => Signed(XxHash3.HashToUInt64(MemoryMarshal.AsBytes<ulong>([.. sampleIds])));

    /// <summary>The hash of a tensor's bits in row-major order, on whatever device it is.</summary>
    public static long Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        Tensor flat = tensor.detach().cpu().contiguous().view(-1);
        if (flat.numel() <= Chunk)
        {
            return Signed(XxHash3.HashToUInt64(flat.bytes));
        }

        var hash = new XxHash3();
        for (long start = 0; start < flat.numel(); start += Chunk)
        {
            hash.Append(flat.narrow(0, start, Math.Min(Chunk, flat.numel() - start)).bytes);
        }

        return Signed(hash.GetCurrentHashAsUInt64());
    }

    private static long Signed(ulong hash) => unchecked((long)hash);
}
