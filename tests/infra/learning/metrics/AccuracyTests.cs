using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class AccuracyTests
{
    [Fact]
    public void The_standard_error_is_that_of_a_share()
    {
        var accuracy = new Accuracy(80, 101);
        Assert.Equal(80.0 / 101, accuracy.Value, 1e-15);
        Assert.Equal(Math.Sqrt(80.0 / 101 * (21.0 / 101) / 100), accuracy.StandardError, 1e-15);
        Assert.Equal(0, new Accuracy(5, 5).StandardError);
        Assert.True(double.IsNaN(new Accuracy(1, 1).StandardError) && double.IsNaN(new Accuracy(0, 0).Value));
    }

    [Fact]
    public void Of_counts_what_is_true() => Assert.Equal(new Accuracy(2, 3), Accuracy.Of([true, false, true]));
}
