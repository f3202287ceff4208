using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The random choices of <see cref="Square"/> in L2: every sample draws from its own stream, and only as long as it stands.</summary>
internal sealed class L2Draws
{
    private const int TilesPerSide = 5;

    private readonly SampleRandom[] _streams;
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly Device _device;
    private readonly Dictionary<(int Side, bool IsTurned), float[]> _patterns = [];

    public L2Draws(AttackBatch batch)
    {
        _streams = [.. batch.SampleIds.Select(id => new SampleRandom(batch.Seed, "square-l2", id))];
        long[] shape = batch.Clean.shape;
        (_channels, _height, _width) = ((int)shape[1], (int)shape[2], (int)shape[3]);
        _device = batch.Clean.device;
    }

    /// <summary>The image tiled with patterns of random sign per channel, [batch, channels, height, width].</summary>
    public Tensor Tiles()
    {
        int side = Math.Max(1, Math.Min(_height, _width) / TilesPerSide), area = _height * _width;
        var values = new float[_streams.Length * _channels * area];
        for (int i = 0; i < _streams.Length; i++)
        {
            for (int top = _height % side / 2; top + side <= _height; top += side)
            {
                for (int left = _width % side / 2; left + side <= _width; left += side)
                {
                    float[] pattern = Pattern(side, _streams[i]);
                    for (int channel = 0; channel < _channels; channel++)
                    {
                        Place(pattern, side, Sign(_streams[i]), values.AsSpan(((i * _channels) + channel) * area, area), top, left);
                    }
                }
            }
        }

        return torch.tensor(values).to(_device).view(-1, _channels, _height, _width);
    }

    /// <summary>A window to be painted and one to be emptied, per sample; both nowhere for samples that do not stand.</summary>
    public L2Windows Windows(IReadOnlyList<bool> stands, double share)
    {
        int side = SquareSchedule.OddSide(share, _height, _width), area = _height * _width;
        float[] ones = [.. Enumerable.Repeat(1f, side * side)];
        float[] painted = new float[_streams.Length * area], emptied = new float[_streams.Length * area], patterns = new float[_streams.Length * area];
        var signs = new float[_streams.Length * _channels];
        foreach (int i in Enumerable.Range(0, _streams.Length).Where(i => stands[i]))
        {
            SampleRandom stream = _streams[i];
            (int top, int left) = (stream.NextInt(_height - side + 1), stream.NextInt(_width - side + 1));
            Place(ones, side, 1, emptied.AsSpan(i * area, area), stream.NextInt(_height - side + 1), stream.NextInt(_width - side + 1));
            Place(ones, side, 1, painted.AsSpan(i * area, area), top, left);
            Place(Pattern(side, stream), side, 1, patterns.AsSpan(i * area, area), top, left);
            for (int channel = 0; channel < _channels; channel++)
            {
                signs[(i * _channels) + channel] = Sign(stream);
            }
        }

        return new L2Windows(Image(painted), Image(emptied), Image(patterns) * torch.tensor(signs).to(_device).view(-1, _channels, 1, 1));
    }

    private static float Sign(SampleRandom stream) => stream.NextInt(2) == 0 ? -1 : 1;

    private void Place(float[] square, int side, float factor, Span<float> image, int top, int left)
    {
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                image[((top + row) * _width) + left + column] = factor * square[(row * side) + column];
            }
        }
    }

    private float[] Pattern(int side, SampleRandom stream)
    {
        (int, bool) key = (side, stream.NextInt(2) == 1);
        return _patterns.TryGetValue(key, out float[]? known) ? known : _patterns[key] = TwoHills.Of(side, key.Item2);
    }

    private Tensor Image(float[] values) => torch.tensor(values).to(_device).view(-1, 1, _height, _width);
}

/// <summary>What one step of Square in L2 changes.</summary>
/// <param name="Painted">1 inside the window that gets a pattern, else 0; [batch, 1, height, width].</param>
/// <param name="Emptied">1 inside the window whose share of the budget is spent there, else 0; [batch, 1, height, width].</param>
/// <param name="Pattern">The pattern with its sign per channel, [batch, channels, height, width].</param>
internal sealed record L2Windows(Tensor Painted, Tensor Emptied, Tensor Pattern);
