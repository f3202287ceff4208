using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Data;

/// <summary>Images with their words, in memory. Immutable, so that threads may share it.</summary>
public sealed class SampleSet
{
    private readonly byte[] _pixels;

    /// <summary>Makes a set.</summary>
    /// <param name="shape">The size of one image.</param>
    /// <param name="ids">The number of each sample within its source's set; unique.</param>
    /// <param name="pixels">8-bit pixels, [count, channels, height, width] row by row.</param>
    /// <param name="samples">The words, one record per image.</param>
    public SampleSet(ImageShape shape, IReadOnlyList<long> ids, byte[] pixels, IReadOnlyList<Sample> samples)
    {
        if (ids.Count != samples.Count || pixels.LongLength != (long)ids.Count * shape.Volume)
        {
            throw new DataException(
                $"{ids.Count} ids, {samples.Count} records and {pixels.LongLength} pixel values of {shape.Volume} per image do not agree",
                "sample set",
                "run the preprocessing stage again");
        }

        (Shape, Ids, _pixels, Samples) = (shape, ids, pixels, samples);
    }

    /// <summary>The size of one image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The number of each sample within its source's set.</summary>
    public IReadOnlyList<long> Ids { get; }

    /// <summary>The words of each sample.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>How many samples there are.</summary>
    public int Count => Ids.Count;

    /// <summary>The 8-bit pixels of one image.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => _pixels.AsSpan(index * Shape.Volume, Shape.Volume);

    /// <summary>All 8-bit pixels as a tensor, uint8 [count, channels, height, width].</summary>
    public Tensor ByteTensor() => torch.tensor(_pixels).reshape(Count, Shape.Channels, Shape.Height, Shape.Width);

    /// <summary>Some images, float32 [rows, channels, height, width] in [0, 1]; each 8-bit value divided by 255.</summary>
    public Tensor Pixels(ReadOnlySpan<int> rows)
    {
        int volume = Shape.Volume;
        var values = new float[rows.Length * volume];
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<byte> bytes = Bytes(rows[row]);
            Span<float> target = values.AsSpan(row * volume, volume);
            for (int i = 0; i < volume; i++)
            {
                target[i] = bytes[i] / 255f;
            }
        }

        return torch.tensor(values).reshape(rows.Length, Shape.Channels, Shape.Height, Shape.Width);
    }

    /// <summary>The class numbers of some samples, int64 [rows].</summary>
    public Tensor Labels(ReadOnlySpan<int> rows)
    {
        var labels = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            labels[i] = Samples[rows[i]].Label;
        }

        return torch.tensor(labels);
    }

    /// <summary>The samples at some places, in that order.</summary>
    public SampleSet Select(IReadOnlyList<int> rows)
    {
        var pixels = new byte[rows.Count * Shape.Volume];
        for (int i = 0; i < rows.Count; i++)
        {
            Bytes(rows[i]).CopyTo(pixels.AsSpan(i * Shape.Volume));
        }

        return new SampleSet(Shape, [.. rows.Select(row => Ids[row])], pixels, [.. rows.Select(row => Samples[row])]);
    }

    /// <summary>Several sets of equally large images, one after the other.</summary>
    public static SampleSet Concat(IReadOnlyList<SampleSet> parts)
    {
        if (parts.Count == 0 || parts.Any(part => part.Shape != parts[0].Shape))
        {
            throw new DataException("shards without images, or with images of different sizes", "sample set", "use shards of one preprocessing stage");
        }

        return new SampleSet(
            parts[0].Shape,
            [.. parts.SelectMany(part => part.Ids)],
            [.. parts.SelectMany(part => part._pixels)],
            [.. parts.SelectMany(part => part.Samples)]);
    }
}
