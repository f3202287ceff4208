using Rampart.Learning.Training;

namespace Rampart.Learning.Tests.Training;

public sealed class EpochOrderTests
{
    [Fact]
    public void An_epoch_shows_every_sample_at_most_once_and_the_next_in_another_order()
    {
        var order = new EpochOrder(seed: 1, sampleCount: 23, batchSize: 5);
        Assert.Equal(4, order.StepsPerEpoch);
        int[] First(int epoch) => [.. Enumerable.Range(epoch * 4, 4).SelectMany(step => order.Batch(step).ToArray())];
        Assert.Equal(20, First(0).Distinct().Count());
        Assert.All(First(0), index => Assert.InRange(index, 0, 22));
        Assert.NotEqual(First(0), First(1));
        Assert.Equal(23, Enumerable.Range(0, 30).SelectMany(First).Distinct().Count());
    }

    [Fact]
    public void A_batch_depends_on_its_step_alone()
    {
        var forwards = new EpochOrder(seed: 1, sampleCount: 23, batchSize: 5);
        int[][] batches = [.. Enumerable.Range(0, 12).Select(step => forwards.Batch(step).ToArray())];
        var backwards = new EpochOrder(seed: 1, sampleCount: 23, batchSize: 5);
        for (int step = 11; step >= 0; step--)
        {
            Assert.Equal(batches[step], backwards.Batch(step).ToArray());
        }

        Assert.NotEqual(batches[0], new EpochOrder(seed: 2, sampleCount: 23, batchSize: 5).Batch(0).ToArray());
    }

    [Fact]
    public void Too_little_data_for_a_batch_is_refused() =>
        Assert.Contains("3 samples", Assert.Throws<ArgumentException>(() => new EpochOrder(1, 3, 4)).Message, StringComparison.Ordinal);
}
