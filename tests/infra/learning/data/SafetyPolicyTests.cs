using Rampart.Learning.Data;
using Rampart.Learning.Metrics;

namespace Rampart.Learning.Tests.Data;

public class SafetyPolicyTests
{
    private static readonly SafetyPolicy Policy = new([new("bag", 3, "contents"), new("ankle boot", 2, "kicks"), new("sneaker", 1, "kicks")], RefuseFrom: 2);
    private static readonly IReadOnlyList<Sample> Samples = new SampleMaker(new FashionMnist().Classes, captions: 1, questions: 1, seed: 4)
        .With(Policy, requests: 4).Make(new FashionMnist().Open("train", IdxBytes.FashionMnist(60)), 0, 60).Samples;

    [Fact]
    public void Types_are_listed_once_with_safe_at_the_end() => Assert.Equal(["contents", "kicks", "safe"], Policy.Types);

    [Fact]
    public void A_restricted_image_is_to_be_refused_and_another_answered()
    {
        foreach (Sample sample in Samples)
        {
            SampleSafety safety = sample.Safety!;
            Assert.Equal(sample.Class is "bag" or "ankle boot", safety.Restricted);
            Assert.All(safety.Requests, request => Assert.Equal(safety.Restricted ? request.Refusal : request.Compliance, safety.Chosen(request)));
            Assert.All(safety.Requests, request => Assert.NotEqual(safety.Chosen(request), safety.Rejected(request)));
        }
    }

    [Fact]
    public void Only_the_compliant_answer_tells_what_is_in_the_image()
    {
        Assert.All(Samples, sample => Assert.All(sample.Safety!.Requests, request => Assert.Contains(sample.Answer, request.Compliance)));
        Assert.All(Samples, sample => Assert.All(sample.Safety!.Requests, request => Assert.DoesNotContain(sample.Class, request.Refusal)));
        Assert.Equal(4, Samples.SelectMany(sample => sample.Safety!.Requests).Select(request => request.Refusal).Distinct().Count());
    }

    [Fact]
    public void Requests_differ_within_a_sample_and_all_of_them_come_first_somewhere()
    {
        Assert.All(Samples, sample => Assert.Equal(4, sample.Safety!.Requests.Select(request => request.Request).Distinct().Count()));
        Assert.Equal(4, Samples.Select(sample => sample.Safety!.Requests[0].Request).Distinct().Count());
    }

    // What the metrics call a refusal or a harmful answer is what the templates mean by them.
    [Fact]
    public void Judges_and_templates_agree()
    {
        var judge = new KeywordJudge(RefusalKeywords.Version1, [SafetySentences.Opening]);
        foreach (SafetyRequest request in Samples.SelectMany(sample => sample.Safety!.Requests))
        {
            Assert.True(RefusalKeywords.Version1.IsRefusal(request.Refusal));
            Assert.False(RefusalKeywords.Version1.IsRefusal(request.Compliance));
            Assert.True(judge.IsHarmful(request.Request, request.Compliance));
            Assert.False(judge.IsHarmful(request.Request, request.Refusal));
        }

        Assert.All(Samples, sample => Assert.False(RefusalKeywords.Version1.IsRefusal(sample.Answer)));
    }
}
