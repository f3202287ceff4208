using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class BleuTests
{
    [Fact]
    public void Precisions_of_four_fifths_to_one_half_give_the_fourth_root_of_a_fifth() =>
        Assert.Equal(Math.Pow(0.2, 0.25), Score("v w x y z", "v w x y q"), 1e-12);

    [Fact]
    public void Four_right_words_out_of_six_lose_by_brevity_alone() => Assert.Equal(Math.Exp(1 - (6.0 / 4)), Score("v w x y", "v w x y z q"), 1e-12);

    [Fact]
    public void Counts_are_clipped_by_the_reference_that_has_most() =>
        // Single words: "the" at most twice, so 3 of 4; pairs "the cat" and "cat the" are there, "the the" is not.
        Assert.Equal(0, Score("the cat the the", "the cat sat", "the cat the mat"));

    [Fact]
    public void On_a_tie_of_lengths_the_shorter_reference_counts() =>
        // Lengths 4 and 6 are equally near 5: no penalty, and all runs of the caption occur.
        Assert.Equal(1, Score("v w x y z", "v w x y", "v w x y z q"), 1e-12);

    [Fact]
    public void A_corpus_scores_as_the_definition_written_again()
    {
        Estimate score = Bleu.Corpus(GoldenMetrics.Captions, GoldenMetrics.References);

        Assert.Equal(GoldenMetrics.Root.GetProperty("bleu").GetDouble(), score.Value, 1e-12);
        Assert.True(score.StandardError > 0);
    }

    private static double Score(string caption, params string[] references) => Bleu.Corpus([caption], [references]).Value;
}
