using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class AnswerAccuracyTests
{
    [Theory]
    [InlineData("An ankle boot.", "ankle boot")]
    [InlineData("  The\tT-shirt! ", "t shirt")]
    [InlineData("It's a bag", "its bag")]
    [InlineData("A", "a")]
    [InlineData("", "...")]
    public void Case_punctuation_articles_and_white_space_do_not_matter(string generated, string expected) =>
        Assert.True(AnswerAccuracy.Matches(generated, expected));

    [Theory]
    [InlineData("ankle boots", "ankle boot")]
    [InlineData("a bag and a boot", "a bag")]
    [InlineData("", "bag")]
    public void Everything_else_does(string generated, string expected) => Assert.False(AnswerAccuracy.Matches(generated, expected));

    [Fact]
    public void Lists_of_different_length_are_refused()
    {
        Assert.Equal(new Accuracy(1, 2), AnswerAccuracy.Of(["a bag", "a coat"], ["bag", "shirt"]));
        Assert.Throws<ArgumentException>(() => AnswerAccuracy.Of(["a"], ["a", "b"]));
    }
}
