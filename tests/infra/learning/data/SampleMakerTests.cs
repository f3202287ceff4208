using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class SampleMakerTests
{
    private static readonly ImageSet Images = new FashionMnist().Open("train", IdxBytes.FashionMnist(40));

    [Fact]
    public void The_words_of_a_sample_do_not_depend_on_the_range_it_is_made_in()
    {
        SampleSet whole = Maker(seed: 5).Make(Images, 0, 40);
        SampleSet part = Maker(seed: 5).Make(Images, 17, 3);

        Assert.Equal(Json(whole.Samples.Skip(17).Take(3)), Json(part.Samples));
        Assert.Equal([17L, 18L, 19L], part.Ids);
        Assert.Equal(whole.Bytes(18).ToArray(), part.Bytes(1).ToArray());
    }

    [Fact]
    public void Captions_and_questions_of_a_sample_differ_from_each_other_and_across_samples()
    {
        IReadOnlyList<Sample> samples = Maker(seed: 5).Make(Images, 0, 40).Samples;

        Assert.All(samples, sample => Assert.Equal(3, sample.Captions.Distinct().Count()));
        Assert.All(samples, sample => Assert.Equal(2, sample.Questions.Distinct().Count()));
        Assert.Equal(Sentences.CaptionTemplates.Count, samples.Select(sample => Template(sample, sample.Captions[0])).Distinct().Count());
        Assert.NotEqual(Json(samples), Json(Maker(seed: 6).Make(Images, 0, 40).Samples));
    }

    [Fact]
    public void A_sample_says_what_its_label_means()
    {
        Sample boot = Maker(seed: 1).Make(Images, 9, 1).Samples[0];

        Assert.Equal(("train/000009", 9, "ankle boot", "an ankle boot"), (boot.Id, boot.Label, boot.Class, boot.Answer));
        Assert.All(boot.Captions, caption => Assert.Contains("an ankle boot", caption));
    }

    [Theory]
    [InlineData(39, 2), InlineData(-1, 2), InlineData(0, 0), InlineData(int.MaxValue, 2)]
    public void A_range_outside_the_set_is_refused(int first, int count) =>
        Assert.Contains("40", Assert.Throws<DataException>(() => Maker(seed: 1).Make(Images, first, count)).What);

    private static SampleMaker Maker(ulong seed) => new(new FashionMnist().Classes, captions: 3, questions: 2, seed);

    private static string Template(Sample sample, string caption) => caption.Replace(sample.Answer, "{}", StringComparison.Ordinal);

    private static string Json(IEnumerable<Sample> samples) => System.Text.Json.JsonSerializer.Serialize(samples);
}
