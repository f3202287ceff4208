using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class CiderTests
{
    private static readonly string[][] TwoImages = [["red bag"], ["blue boot"]];

    // By hand, with idf = ln 2 for every word. "red bag": 1-grams 1, 2-grams 1, no longer ones: 10 * 2 / 4. "red boot": 1-grams 1/2.
    // "red red": weight 2 ln 2 clipped to ln 2, over 2 ln 2 * sqrt(2) ln 2.
    [Theory]
    [InlineData("red bag", 5)]
    [InlineData("red boot", 1.25)]
    [InlineData("red red", 0.88388347648318)]
    [InlineData("green hat", 0)]
    [InlineData("", 0)]
    public void Worked_examples_of_two_words_come_out(string caption, double expected) =>
        Assert.Equal(expected, new Cider(TwoImages).Score(caption, TwoImages[0]), 1e-12);

    // "red bag on it" against "red bag": 1-grams 1 / sqrt(2), 2-grams 1 / sqrt(3), and two bigrams more: exp(-4 / 72).
    [Fact]
    public void Another_length_is_damped()
    {
        double expected = 10 * ((1 / Math.Sqrt(2)) + (1 / Math.Sqrt(3))) / 4 * Math.Exp(-4.0 / 72);
        Assert.Equal(expected, new Cider(TwoImages).Score("red bag on it", TwoImages[0]), 1e-12);
    }

    [Fact]
    public void A_corpus_scores_as_the_definition_written_again()
    {
        var cider = new Cider(GoldenMetrics.References);
        double[] expected = GoldenMetrics.Numbers("cider");

        Assert.All(expected, (score, i) => Assert.Equal(score, cider.Score(GoldenMetrics.Captions[i], GoldenMetrics.References[i]), 1e-9));
        Assert.Equal(expected.Average(), cider.Mean(GoldenMetrics.Captions, GoldenMetrics.References).Value, 1e-9);
    }

    [Fact]
    public void Words_that_every_image_shares_count_nothing()
    {
        string[][] references = [["a photo of a bag"], ["a photo of a coat"]];
        var cider = new Cider(references);

        Assert.Equal(0, cider.Score("a photo of a", references[0]));
        Assert.True(cider.Score("a photo of a bag", references[0]) > cider.Score("bag", references[0]));
        Assert.Equal(0, new Cider([["a photo of a bag"]]).Score("a photo of a bag", ["a photo of a bag"]));
    }
}
