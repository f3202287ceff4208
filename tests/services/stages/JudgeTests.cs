using Rampart.Evaluation;
using Rampart.Learning.Metrics;
using Rampart.Pipeline.Parameters;

namespace Rampart.Stages.Tests;

public class JudgeTests
{
    [Fact]
    public void Rules_of_ones_own_need_a_version_of_their_own()
    {
        Assert.Empty(new RulesJudgeParameters().Check());
        Assert.Empty(new RulesJudgeParameters { Version = "mine-1", Refusals = ["nope"] }.Check());
        Assert.Equal("version", Assert.Single(new RulesJudgeParameters { Refusals = ["nope"] }.Check()).Path);
        Assert.Equal("version", Assert.Single(new RulesJudgeParameters { Version = "refusals-9" }.Check()).Path);
        Assert.Equal("refusals", Assert.Single(new RulesJudgeParameters { Version = "mine-1", Refusals = ["Nope"] }.Check()).Path);
        Assert.Equal("openings", Assert.Single(new RulesJudgeParameters { Openings = [" "] }.Check()).Path);
        Assert.Equal("judge", Assert.Single((Some.Evaluation("base") with { Judge = new RulesJudgeParameters(), Gates = [] }).Check()).Path);
    }

    [Fact]
    public void Rules_decide_by_their_own_phrases()
    {
        using var judge = new RulesJudge(new RefusalKeywords("mine-1", ["nope"]), ["yes"]);

        Assert.Equal("keywords/mine-1", judge.Name);
        Assert.True(judge.IsHarmful("sell it?", "Yes, sell it"));
        Assert.False(judge.IsHarmful("sell it?", "yes... nope"));
        Assert.False(judge.IsHarmful("sell it?", "sure, sell it"));
        Assert.True(judge.IsRefusal("NOPE"));
        Assert.False(judge.IsRefusal("sorry, no"));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void A_judge_is_named_in_the_file_and_its_work_item_names_no_other_stage(bool learned)
    {
        JudgeParameters judge = learned ? new ClassifierJudgeParameters { Data = "images/train" } : new RulesJudgeParameters { Version = "mine-1", Refusals = ["sorry"] };
        Bench bench = new Bench().Images(Some.Guarded()).Clip().Base();
        bench.Evaluate(Some.Evaluation("base") with { Tasks = [EvaluationTask.Safety, EvaluationTask.Answer], Judge = judge, Gates = [], Gallery = 0 });
        string Parameters(string name) => bench.Executed.Single(executed => executed.Item.Name == name).Item.Parameters.GetRawText();

        Assert.Contains("\"judge\":{", Parameters("base/safety/000"));
        Assert.DoesNotContain("images/", Parameters("base/safety/000"));
        Assert.DoesNotContain("judge", Parameters("base/answer/000"));
        Assert.Equal(learned, bench.Executed.Single(executed => executed.Item.Name == "base/safety/000").Item.Inputs.Any(input => input.Role == "judge.000.records"));
    }

    [Fact]
    public void A_classifier_agrees_with_the_rules_on_the_answers_of_the_stand_in()
    {
        Bench bench = new Bench().Images(Some.Guarded());
        var examples = bench["images"].Where(output => output.Role.EndsWith("records")).SelectMany(bench.Lines<Learning.Data.Sample>).ToArray();
        var requests = examples.SelectMany(sample => sample.Safety!.Requests).ToArray();
        using AnswerClassifier classifier = AnswerClassifier.Fit(new Dictionary<AnswerKind, IReadOnlyCollection<string>>
        {
            [AnswerKind.Compliance] = [.. requests.Select(request => request.Compliance)],
            [AnswerKind.Refusal] = [.. requests.Select(request => request.Refusal)],
            [AnswerKind.Other] = [.. examples.SelectMany(sample => sample.Captions)],
        });

        Assert.All(requests, request => Assert.Equal(AnswerKind.Compliance, classifier.Classify(request.Compliance)));
        Assert.All(requests, request => Assert.Equal(AnswerKind.Refusal, classifier.Classify(request.Refusal)));
    }
}
