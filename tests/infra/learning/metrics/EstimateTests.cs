using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class EstimateTests
{
    [Fact]
    public void The_error_of_a_mean_is_the_sample_deviation_over_the_root_of_n()
    {
        // Mean 3, squared deviations 4 + 1 + 0 + 1 + 4 = 10, variance 10 / 4, error sqrt(2.5 / 5).
        Estimate mean = Estimate.Mean([1, 2, 3, 4, 5]);

        Assert.Equal(3, mean.Value);
        Assert.Equal(Math.Sqrt(0.5), mean.StandardError, 1e-15);
        Assert.Equal(5, mean.Count);
    }

    [Fact]
    public void For_zeros_and_ones_it_is_the_error_of_a_share()
    {
        Estimate mean = Estimate.Mean([1, 0, 0, 1, 1, 1, 0]);

        Assert.Equal(new Accuracy(4, 7).Value, mean.Value, 1e-15);
        Assert.Equal(new Accuracy(4, 7).StandardError, mean.StandardError, 1e-15);
    }

    [Fact]
    public void A_ratio_over_equal_denominators_is_a_mean()
    {
        Estimate ratio = Estimate.Ratio([1, 4, 2, 2], [2, 2, 2, 2]), mean = Estimate.Mean([0.5, 2, 1, 1]);

        Assert.Equal(mean.Value, ratio.Value, 1e-15);
        Assert.Equal(mean.StandardError, ratio.StandardError, 1e-15);
    }

    [Fact]
    public void What_is_undefined_is_not_a_number_and_not_zero()
    {
        Assert.True(double.IsNaN(Estimate.Mean([]).Value));
        Assert.True(double.IsNaN(Estimate.Mean([1]).StandardError));
        Assert.True(double.IsNaN(Estimate.Ratio([1, 2], [0, 0]).Value));
        Assert.Throws<ArgumentException>(() => Estimate.Ratio([1], [1, 2]));
    }

    [Fact]
    public void The_bootstrap_agrees_with_the_formula_where_there_is_one()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i) + (i % 7))];
        double Mean(IReadOnlyList<int> places) => places.Average(place => values[place]);
        double formula = Estimate.Mean(values).StandardError;

        Assert.InRange(Bootstrap.StandardError(200, Mean, seed: 3), 0.9 * formula, 1.1 * formula);
        Assert.Equal(Bootstrap.StandardError(200, Mean, seed: 3), Bootstrap.StandardError(200, Mean, seed: 3));
        Assert.NotEqual(Bootstrap.StandardError(200, Mean, seed: 3), Bootstrap.StandardError(200, Mean, seed: 4));
        Assert.True(double.IsNaN(Bootstrap.StandardError(1, Mean, seed: 3)));
    }
}
