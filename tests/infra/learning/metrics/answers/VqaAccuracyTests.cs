using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class VqaAccuracyTests
{
    // With m matches of ten, leaving a match out leaves m - 1: (m * min(1, (m-1)/3) + (10-m) * min(1, m/3)) / 10.
    [Theory]
    [InlineData(0, 0), InlineData(1, 0.3), InlineData(2, 0.6), InlineData(3, 0.9), InlineData(4, 1), InlineData(10, 1)]
    public void The_leave_one_out_form_gives_the_known_steps(int matches, double expected)
    {
        string[] people = [.. Enumerable.Range(0, 10).Select(person => person < matches ? "A bag." : $"thing {person}")];

        Assert.Equal(expected, VqaAccuracy.Score("bag", people), 1e-12);
        Assert.Equal(expected, VqaAccuracy.Score("the Bag", [.. people.Reverse()]), 1e-12);
    }

    [Fact]
    public void It_agrees_with_leaving_each_answer_out_in_turn()
    {
        string[] people = ["two", "2", "2.", "a 2", "three", "3", "two dogs"];
        foreach (string answer in new[] { "2", "3", "two dogs", "4" })
        {
            string normal = VqaNormalization.Of(answer);
            double expected = Enumerable.Range(0, people.Length).Average(
                left => Math.Min(1, people.Where((_, person) => person != left).Count(other => VqaNormalization.Of(other) == normal) / 3.0));
            Assert.Equal(expected, VqaAccuracy.Score(answer, people), 1e-12);
        }
    }

    [Fact]
    public void The_mean_comes_with_its_error_and_equal_lists_are_demanded()
    {
        string[] four = ["cat", "cat", "cat", "cat", "dog"];
        Estimate mean = VqaAccuracy.Mean(["cat", "dog"], [four, four]);

        // cat: (4 * 1 + 1 * 1) / 5; dog: (1 * 0 + 4 * 1/3) / 5.
        Assert.Equal((1 + (4.0 / 15)) / 2, mean.Value, 1e-12);
        Assert.Equal((1 - (4.0 / 15)) / 2, mean.StandardError, 1e-12);
        Assert.Throws<ArgumentException>(() => VqaAccuracy.Mean(["cat"], [four, four]));
        Assert.Throws<ArgumentOutOfRangeException>(() => VqaAccuracy.Score("cat", ["cat"]));
    }
}
