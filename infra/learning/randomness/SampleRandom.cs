namespace Rampart.Learning.Randomness;

/// <summary>The stream of random numbers of one (seed, purpose, index): the same numbers whatever batch or shard the sample is in.</summary>
/// <remarks>Philox with the key derived from seed and purpose, the index in the high half of the counter and the position in the low half.
/// Not safe for use by two threads at a time; two instances of the same stream are.</remarks>
public sealed class SampleRandom
{
    private readonly ulong _key;
    private readonly ulong _index;
    private readonly uint[] _words = new uint[4];
    private ulong _nextBlock;
    private int _used = 4;

    /// <summary>Starts the stream at its beginning.</summary>
    /// <param name="seed">The seed of the run or of the work item.</param>
    /// <param name="purpose">What the numbers are for, such as "pgd-start"; streams of different purposes are independent.</param>
    /// <param name="index">Which sample, parameter or step within the purpose.</param>
    public SampleRandom(ulong seed, string purpose, ulong index = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        _key = Seeds.Derive(seed, purpose);
        _index = index;
    }

    /// <summary>A uniform 32-bit word.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            (_words[0], _words[1], _words[2], _words[3]) = Philox.Block(_nextBlock++, _index, _key);
            _used = 0;
        }

        return _words[_used++];
    }

    /// <summary>A uniform 64-bit word.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, <paramref name="max"/>), without modulo bias.</summary>
    /// <param name="max">The exclusive upper bound, at least 1.</param>
    public int NextInt(int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        uint bound = (uint)max;
        // Lemire: the low half of the product below 2^32 mod bound belongs to the values that occur once too often.
        uint threshold = unchecked(0u - bound) % bound;
        ulong product;
        do
        {
            product = (ulong)NextUInt32() * bound;
        }
        while ((uint)product < threshold);
        return (int)(product >> 32);
    }

    /// <summary>Fills with uniform numbers between <paramref name="low"/> and <paramref name="high"/> (24 random bits each).</summary>
    public void FillUniform(Span<float> destination, float low, float high)
    {
        float width = high - low;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = low + (width * ((NextUInt32() >> 8) * (1f / (1 << 24))));
        }
    }

    /// <summary>Fills with normal numbers of mean 0 and standard deviation <paramref name="std"/> (Box and Muller, computed in double).</summary>
    public void FillNormal(Span<float> destination, float std)
    {
        for (int i = 0; i < destination.Length; i += 2)
        {
            // 1 - u lies in (0, 1], so the logarithm is finite.
            double radius = std * Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
            (double sine, double cosine) = Math.SinCos(2.0 * Math.PI * NextDouble());
            destination[i] = (float)(radius * cosine);
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = (float)(radius * sine);
            }
        }
    }

    /// <summary>A uniform permutation of 0 .. <paramref name="count"/>-1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int j = NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
