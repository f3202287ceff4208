using System.Numerics;

namespace Rampart.Learning.Data;

/// <summary>What the most similar labelled images say about a label: squared distance between thumbnails, in integers alone.</summary>
public sealed class LabelNeighbours
{
    /// <summary>Cells per side of the thumbnails.</summary>
    public const int Side = 14;

    private const int Volume = Side * Side;

    // 256ths of a grey level, less seven bits, so that a difference fits 16 bits and the sum over a thumbnail 32.
    private const int Shift = 7;

    private readonly List<short[]> _thumbnails = [];
    private readonly List<int> _labels = [];

    /// <summary>Adds an image whose label is known.</summary>
    public void Add(ReadOnlySpan<byte> pixels, ImageShape shape, int label)
    {
        _thumbnails.Add(Thumbnail(pixels, shape));
        _labels.Add(label);
    }

    /// <summary>How many images are known.</summary>
    public int Count => _labels.Count;

    /// <summary>The label that most of the nearest images have, and how many of them; the smaller one of two equally frequent ones.</summary>
    /// <param name="pixels">8-bit pixels, [channels, height, width].</param>
    /// <param name="shape">The size of the image.</param>
    /// <param name="neighbours">How many are asked; at most <see cref="Count"/>.</param>
    public (int Label, int Votes) Ask(ReadOnlySpan<byte> pixels, ImageShape shape, int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbours, Count);
        short[] own = Thumbnail(pixels, shape);
        var nearest = new PriorityQueue<int, (int Distance, int Place)>(Comparer<(int, int)>.Create((one, other) => other.CompareTo(one)));
        for (int place = 0; place < _thumbnails.Count; place++)
        {
            int distance = Distance(own, _thumbnails[place]);
            if (nearest.Count < neighbours)
            {
                nearest.Enqueue(place, (distance, place));
            }
            else
            {
                nearest.EnqueueDequeue(place, (distance, place));
            }
        }

        return nearest.UnorderedItems.GroupBy(item => _labels[item.Element])
            .Select(votes => (Label: votes.Key, Votes: votes.Count()))
            .OrderByDescending(vote => vote.Votes)
            .ThenBy(vote => vote.Label)
            .First();
    }

    private static short[] Thumbnail(ReadOnlySpan<byte> pixels, ImageShape shape) =>
        [.. AreaThumbnail.Of(pixels, shape, Side, Side).Select(cell => (short)(cell >> Shift))];

    private static int Distance(short[] one, short[] other)
    {
        int at = 0;
        Vector<int> sums = Vector<int>.Zero;
        for (; at <= Volume - Vector<short>.Count; at += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(one, at) - new Vector<short>(other, at), out Vector<int> low, out Vector<int> high);
            sums += (low * low) + (high * high);
        }

        int sum = Vector.Sum(sums);
        for (; at < Volume; at++)
        {
            int apart = one[at] - other[at];
            sum += apart * apart;
        }

        return sum;
    }
}
