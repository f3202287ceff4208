using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class PopeScoreTests
{
    [Theory]
    [InlineData("Yes, there is a dog.", true)]
    [InlineData("yes", true)]
    [InlineData("No.", false)]
    [InlineData("no", false)]
    [InlineData("There is not a dog in the image.", false)]
    [InlineData("Yes. There is no doubt.", true)]
    [InlineData("Nothing but snow", true)]
    [InlineData("", true)]
    public void Answers_are_read_as_published(string answer, bool expected) => Assert.Equal(expected, YesNo.IsYes(answer));

    [Fact]
    public void A_confusion_of_three_one_two_four_comes_out()
    {
        // 3 true positives, 1 false positive, 2 false negatives, 4 true negatives.
        bool[] said = [true, true, true, true, false, false, false, false, false, false];
        bool[] real = [true, true, true, false, true, true, false, false, false, false];
        PopeScore score = PopeScore.Of(said, real);

        Assert.Equal(0.7, score.Accuracy.Value, 1e-12);
        Assert.Equal(0.75, score.Precision.Value, 1e-12);
        Assert.Equal(0.6, score.Recall.Value, 1e-12);
        Assert.Equal(2.0 / 3, score.F1.Value, 1e-12);
        Assert.Equal(0.4, score.YesRatio.Value, 1e-12);
        Assert.Equal(new Accuracy(7, 10).StandardError, score.Accuracy.StandardError, 1e-12);
    }

    [Fact]
    public void The_error_of_f1_agrees_with_the_bootstrap()
    {
        bool[] said = [.. Enumerable.Range(0, 300).Select(i => i % 5 < 2)], real = [.. Enumerable.Range(0, 300).Select(i => i % 7 < 3)];
        double F1(IReadOnlyList<int> places) => PopeScore.Of([.. places.Select(i => said[i])], [.. places.Select(i => real[i])]).F1.Value;
        double error = Bootstrap.StandardError(300, F1, seed: 5);

        Assert.InRange(PopeScore.Of(said, real).F1.StandardError, 0.85 * error, 1.15 * error);
    }

    [Fact]
    public void Exchanging_answers_and_truths_exchanges_precision_and_recall()
    {
        bool[] left = [true, true, false, true, false], right = [true, false, false, true, true];
        PopeScore one = PopeScore.Of(left, right), other = PopeScore.Of(right, left);

        Assert.Equal(one.Precision, other.Recall);
        Assert.Equal((one.F1, one.Accuracy), (other.F1, other.Accuracy));
    }

    [Fact]
    public void Saying_yes_to_everything_and_to_nothing_has_its_limits()
    {
        PopeScore always = PopeScore.Of([true, true, true, true], [true, false, true, false]);
        PopeScore never = PopeScore.Of([false, false], [true, false]);

        Assert.Equal((1.0, 1.0, 0.5), (always.YesRatio.Value, always.Recall.Value, always.Precision.Value));
        Assert.Equal((0.0, 0.0, 0.0), (never.Precision.Value, never.F1.Value, never.YesRatio.Value));
    }
}
