using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Metrics;

/// <summary>Laws that every caption metric keeps, over captions of random words.</summary>
public sealed class EveryCaptionMetricTests
{
    private const int Images = 12;

    public static TheoryData<string, double> Metrics => new() { { "cider", 10 }, { "bleu", 1 }, { "rouge", 1 } };

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Scores_lie_between_nothing_and_the_maximum(string metric, double most)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (string[] captions, string[][] references) = Corpus(seed);
            Assert.InRange(Score(metric, captions, references), 0, most);
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_caption_that_is_its_only_reference_scores_the_maximum(string metric, double most)
    {
        string[] captions = [.. Corpus(1).Captions.Select((caption, image) => $"{caption} only{(char)('a' + image)}")];

        Assert.Equal(most, Score(metric, captions, [.. captions.Select(caption => new[] { caption })]), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void The_order_of_images_and_of_references_does_not_matter(string metric, double most)
    {
        (string[] captions, string[][] references) = Corpus(2);
        double forwards = Score(metric, captions, references);
        double backwards = Score(metric, [.. captions.Reverse()], [.. references.Reverse().Select(texts => texts.Reverse().ToArray())]);

        Assert.InRange(forwards, 0, most);
        Assert.Equal(forwards, backwards, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Captions_without_references_are_refused(string metric, double most)
    {
        (string[] captions, string[][] references) = Corpus(3);

        Assert.True(most > 0);
        Assert.Throws<ArgumentException>(() => Score(metric, captions, references[..^1]));
        Assert.ThrowsAny<ArgumentException>(() => Score(metric, captions, [.. references[..^1], []]));
    }

    private static double Score(string metric, string[] captions, string[][] references) => metric switch
    {
        "cider" => new Cider(references).Mean(captions, references).Value,
        "bleu" => Bleu.Corpus(captions, references).Value,
        _ => RougeL.Mean(captions, references).Value,
    };

    private static (string[] Captions, string[][] References) Corpus(int seed)
    {
        var random = new Random(seed);
        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(4, 10)).Select(_ => $"w{(char)('a' + random.Next(8))}"));
        return ([.. Enumerable.Range(0, Images).Select(_ => Sentence())],
            [.. Enumerable.Range(0, Images).Select(_ => Enumerable.Range(0, random.Next(1, 5)).Select(_ => Sentence()).ToArray())]);
    }
}
