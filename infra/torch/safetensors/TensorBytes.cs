using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>Moves a tensor's bytes from and to a stream without a second copy in managed memory.</summary>
internal static class TensorBytes
{
    // A Span<byte> holds less than 2 GiB; a multiple of every element size.
    private const long Chunk = 1 << 30;

    public static void Fill(Tensor tensor, long length, Stream source) =>
        EachChunk(tensor, length, (stream, bytes) => stream.ReadExactly(bytes), source);

    /// <summary>Row-major bytes of a tensor on any device, with any strides.</summary>
    public static void Copy(Tensor tensor, long length, Stream target)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EachChunk(tensor.detach().cpu().contiguous(), length, (stream, bytes) => stream.Write(bytes), target);
    }

    private delegate void Move(Stream stream, Span<byte> bytes);

    private static void EachChunk(Tensor tensor, long length, Move move, Stream stream)
    {
        if (length == 0)
        {
            return;
        }

        if (length <= Chunk)
        {
            move(stream, tensor.bytes);
            return;
        }

        long elementSize = length / tensor.numel();
        using Tensor flat = tensor.view(-1);
        for (long done = 0; done < length; done += Chunk)
        {
            using Tensor part = flat.narrow(0, done / elementSize, Math.Min(Chunk, length - done) / elementSize);
            move(stream, part.bytes);
        }
    }
}
