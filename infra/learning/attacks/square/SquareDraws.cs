using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The random choices of <see cref="Square"/> in Linf: every sample draws from its own stream, and only as long as it stands.</summary>
internal sealed class SquareDraws
{
    private readonly SampleRandom[] _streams;
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly Device _device;

    public SquareDraws(AttackBatch batch)
    {
        _streams = [.. batch.SampleIds.Select(id => new SampleRandom(batch.Seed, "square", id))];
        long[] shape = batch.Clean.shape;
        (_channels, _height, _width) = ((int)shape[1], (int)shape[2], (int)shape[3]);
        _device = batch.Clean.device;
    }

    /// <summary>One side of the ball per channel and column, true for the upper: bool [batch, channels, 1, width].</summary>
    public Tensor Stripes()
    {
        float[] sides = [.. _streams.SelectMany(stream => Sides(stream, _channels * _width))];
        return torch.tensor(sides).to(_device).view(-1, _channels, 1, _width).gt(0);
    }

    /// <summary>A window of the share's size per standing sample, and one side of the ball per channel of it.</summary>
    /// <param name="stands">The samples that draw.</param>
    /// <param name="share">The window's area as a share of the image's.</param>
    /// <returns>Where the windows are, bool [batch, 1, height, width], nowhere for the others; the sides, bool [batch, channels, 1, 1].</returns>
    public (Tensor Window, Tensor IsUpper) Windows(IReadOnlyList<bool> stands, double share)
    {
        int side = SquareSchedule.Side(share, _height, _width);
        var top = new float[_streams.Length];
        var left = new float[_streams.Length];
        var sides = new float[_streams.Length * _channels];
        for (int i = 0; i < _streams.Length; i++)
        {
            // A window above the image covers none of it.
            top[i] = stands[i] ? _streams[i].NextInt(_height - side + 1) : -side;
            left[i] = stands[i] ? _streams[i].NextInt(_width - side + 1) : 0;
            (stands[i] ? Sides(_streams[i], _channels) : new float[_channels]).CopyTo(sides, i * _channels);
        }

        Tensor window = Span(top, side, _height).unsqueeze(3).logical_and(Span(left, side, _width).unsqueeze(2));
        return (window, torch.tensor(sides).to(_device).view(-1, _channels, 1, 1).gt(0));
    }

    private static float[] Sides(SampleRandom stream, int count)
    {
        var sides = new float[count];
        for (int i = 0; i < count; i++)
        {
            sides[i] = stream.NextInt(2);
        }

        return sides;
    }

    // Bool [batch, 1, length]: the places from first to first + side - 1.
    private Tensor Span(float[] first, int side, int length)
    {
        Tensor places = torch.arange(length, ScalarType.Float32, _device).view(1, 1, -1), begin = torch.tensor(first).to(_device).view(-1, 1, 1);
        return places.ge(begin).logical_and((begin + side).gt(places));
    }
}
