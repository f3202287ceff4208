using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class VqaNormalizationTests
{
    [Theory]
    [InlineData("The Two dogs.", "2 dogs")]
    [InlineData("Yes", "yes")]
    [InlineData("none", "0")]
    [InlineData("red, white and blue", "red white and blue")]
    [InlineData("black/white", "black white")]
    [InlineData("1,000 people", "1000 people")]
    [InlineData("3.5", "3.5")]
    [InlineData("yes. it is.", "yes it is")]
    [InlineData("dont know", "don't know")]
    [InlineData("shouldn'tve", "shouldn't've")]
    [InlineData("shouldnt've", "shouldn't've")]
    [InlineData("a\tman\non  the bike", "man on bike")]
    [InlineData("the", "")]
    [InlineData("it's", "it's")]
    public void Answers_take_their_normal_form(string answer, string expected) => Assert.Equal(expected, VqaNormalization.Of(answer));

    [Theory]
    [InlineData("The Two dogs, dont!"), InlineData("1,000 / 3.5 (a) 'ow'sat"), InlineData("ten o'clock; \"now\"")]
    public void A_normal_form_stays_as_it_is(string answer) =>
        Assert.Equal(VqaNormalization.Of(answer), VqaNormalization.Of(VqaNormalization.Of(answer)));
}
