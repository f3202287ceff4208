using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Randomness;

/// <summary>Noise for a batch in which every sample draws from its own stream.</summary>
public static class PerSampleNoise
{
    /// <summary>Uniform noise in [-1, 1].</summary>
    /// <param name="shape">The shape of the batch, [batch, ...].</param>
    /// <param name="seed">The seed of the work item.</param>
    /// <param name="purpose">What the noise is for.</param>
    /// <param name="sampleIds">One id per sample of the batch.</param>
    /// <returns>A float32 tensor of that shape on the processor.</returns>
    public static Tensor Uniform(ReadOnlySpan<long> shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds) =>
        Fill(shape, seed, purpose, sampleIds, static (stream, row) => stream.FillUniform(row, -1f, 1f));

    /// <summary>Standard normal noise; see <see cref="Uniform"/> for the arguments.</summary>
    public static Tensor Normal(ReadOnlySpan<long> shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds) =>
        Fill(shape, seed, purpose, sampleIds, static (stream, row) => stream.FillNormal(row, 1f));

    private delegate void FillRow(SampleRandom stream, Span<float> row);

    private static Tensor Fill(ReadOnlySpan<long> shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds, FillRow fill)
    {
        if (shape.Length == 0 || shape[0] != sampleIds.Count)
        {
            throw new ArgumentException($"Noise for {sampleIds.Count} sample ids needs a shape that begins with that number.", nameof(shape));
        }

        long rowLength = 1;
        foreach (long size in shape[1..])
        {
            rowLength *= size;
        }

        var values = new float[checked((int)(rowLength * sampleIds.Count))];
        for (int i = 0; i < sampleIds.Count; i++)
        {
            fill(new SampleRandom(seed, purpose, sampleIds[i]), values.AsSpan(checked((int)(i * rowLength)), (int)rowLength));
        }

        return torch.tensor(values, dtype: ScalarType.Float32).reshape(shape.ToArray());
    }
}
