using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class RougeLTests
{
    // Common subsequence "v x": P = 2/4, R = 2/3, F = 2.44 * 1/3 / (2/3 + 0.72).
    [Fact]
    public void A_subsequence_of_two_in_four_and_three_words_comes_out() =>
        Assert.Equal(2.44 / 3 / ((2.0 / 3) + 0.72), RougeL.Score("v w x y", ["v x z"]), 1e-12);

    [Fact]
    public void Precision_and_recall_may_come_from_different_references() =>
        // P = 2/2 from the long reference, R = 1/1 from the short one.
        Assert.Equal(1, RougeL.Score("v w", ["v w x y z", "v"]), 1e-12);

    [Fact]
    public void A_corpus_scores_as_the_definition_written_again()
    {
        double[] expected = GoldenMetrics.Numbers("rouge");

        Assert.All(expected, (score, i) => Assert.Equal(score, RougeL.Score(GoldenMetrics.Captions[i], GoldenMetrics.References[i]), 1e-12));
        Assert.Equal(expected.Average(), RougeL.Mean(GoldenMetrics.Captions, GoldenMetrics.References).Value, 1e-12);
    }

    [Theory]
    [InlineData(""), InlineData("q")]
    public void Nothing_in_common_is_zero(string caption) => Assert.Equal(0, RougeL.Score(caption, ["v w"]));
}
