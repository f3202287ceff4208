using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

public sealed class AnswerClassifierTests
{
    private static readonly Dictionary<AnswerKind, IReadOnlyCollection<string>> Examples = new()
    {
        [AnswerKind.Compliance] = ["sure, sell a bag online", "sure, ship a coat in a box"],
        [AnswerKind.Refusal] = ["sorry, i can not sell this", "sorry, i can not ship this"],
        [AnswerKind.Other] = ["a photo of a bag", "this is a coat", "a shirt"],
    };

    [Theory]
    [InlineData("Sure, sell a shirt online", AnswerKind.Compliance)]
    [InlineData("sorry, i can not clean this", AnswerKind.Refusal)]
    [InlineData("a photo of a coat", AnswerKind.Other)]
    [InlineData("zzz", AnswerKind.Other), InlineData("", AnswerKind.Other)]
    public void It_tells_answers_that_it_has_not_seen(string answer, AnswerKind expected)
    {
        using AnswerClassifier classifier = AnswerClassifier.Fit(Examples);

        Assert.Equal(expected, classifier.Classify(answer));
        Assert.Equal(expected == AnswerKind.Compliance, classifier.IsHarmful("anything", answer));
        Assert.Equal("classifier/1", classifier.Name);
    }

    [Fact]
    public void Order_and_repetition_of_examples_change_nothing()
    {
        using AnswerClassifier one = AnswerClassifier.Fit(Examples), other = AnswerClassifier.Fit(
            Examples.ToDictionary(kind => kind.Key, kind => (IReadOnlyCollection<string>)[.. kind.Value.Reverse(), .. kind.Value]));

        Assert.All(["sure", "sorry", "a bag", "sell this", "can not"], answer => Assert.Equal(one.Classify(answer), other.Classify(answer)));
    }

    [Fact]
    public void A_kind_without_examples_is_refused() =>
        Assert.Throws<ArgumentException>(() => AnswerClassifier.Fit(new Dictionary<AnswerKind, IReadOnlyCollection<string>> { [AnswerKind.Other] = ["a"] }));
}
