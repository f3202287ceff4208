using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class CaptionTokensTests
{
    [Theory]
    [InlineData("A photo of a T-shirt.", "a|photo|of|a|t-shirt")]
    [InlineData("The man's hat isn't red, \"is it\"?", "the|man|'s|hat|is|n't|red|is|it")]
    [InlineData("They\u2019re 3.5 m - or 1,000 - away...", "they|'re|3.5|m|or|1,000|away")]
    [InlineData("  ;!? ", "")]
    [InlineData("caf\u00e9/na\u00efve", "caf\u00e9|na\u00efve")]
    public void Words_are_lower_case_without_punctuation(string caption, string expected) =>
        Assert.Equal(expected, string.Join('|', CaptionTokens.Of(caption)));
}
