using Rampart.Learning.Randomness;

namespace Rampart.Learning.Tests.Randomness;

public sealed class SampleRandomTests
{
    [Fact]
    public void The_stream_is_philox_over_the_position_with_the_index_in_the_high_half()
    {
        ulong key = Seeds.Derive(42, "pgd-start");
        var stream = new SampleRandom(42, "pgd-start", index: 7);
        for (ulong block = 0; block < 5; block++)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block(block, 7, key);
            Assert.Equal([a, b, c, d], new[] { stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32() });
        }
    }

    [Fact]
    public void Seed_purpose_and_index_each_give_another_stream()
    {
        ulong[] firsts =
        [
            new SampleRandom(1, "a", 0).NextUInt64(), new SampleRandom(2, "a", 0).NextUInt64(),
            new SampleRandom(1, "b", 0).NextUInt64(), new SampleRandom(1, "a", 1).NextUInt64(),
        ];
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
        Assert.Equal(firsts[0], new SampleRandom(1, "a", 0).NextUInt64());
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval_evenly()
    {
        var values = new float[100_000];
        new SampleRandom(3, "uniform").FillUniform(values, -0.5f, 1.5f);
        Assert.All(values, value => Assert.InRange(value, -0.5f, 1.5f));
        // Standard error of the mean: 2 / sqrt(12 n) = 0.0018; of a tenth's count: sqrt(n 0.09) = 95.
        Assert.InRange(values.Average(), 0.5 - 0.01, 0.5 + 0.01);
        foreach (IGrouping<int, float> tenth in values.GroupBy(value => (int)((value + 0.5f) * 5)).Where(group => group.Key < 10))
        {
            Assert.InRange(tenth.Count(), 10_000 - 500, 10_000 + 500);
        }
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        var values = new float[200_001];
        new SampleRandom(4, "normal").FillNormal(values, 2f);
        Assert.InRange(values.Average(v => (double)v), -0.03, 0.03);
        Assert.InRange(values.Average(v => (double)v * v), 4 - 0.08, 4 + 0.08);
        Assert.InRange(values.Average(v => Math.Pow(v, 4)), 48 - 3, 48 + 3);
        Assert.InRange(values.Count(v => Math.Abs(v) < 2f) / (double)values.Length, 0.6827 - 0.006, 0.6827 + 0.006);
    }

    [Fact]
    public void Whole_numbers_are_unbiased_and_below_the_bound()
    {
        var stream = new SampleRandom(5, "int");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[stream.NextInt(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 10_000 - 500, 10_000 + 500));
        Assert.Equal(0, stream.NextInt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt(0));
    }

    [Fact]
    public void A_permutation_holds_every_number_once_and_all_orders_occur()
    {
        Assert.Equal(Enumerable.Range(0, 1000), new SampleRandom(6, "permutation").Permutation(1000).Order());
        var orders = Enumerable.Range(0, 6000)
            .Select(i => string.Join("", new SampleRandom(6, "permutation", (ulong)i).Permutation(3)))
            .GroupBy(order => order)
            .ToList();
        Assert.Equal(6, orders.Count);
        Assert.All(orders, order => Assert.InRange(order.Count(), 1000 - 150, 1000 + 150));
        Assert.Empty(new SampleRandom(6, "permutation").Permutation(0));
    }
}
