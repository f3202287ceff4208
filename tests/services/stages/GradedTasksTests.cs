using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;

namespace Rampart.Stages.Tests;

/// <summary>Tasks whose answers do more or less well, and the confidence of answers, on a model that has learned a little.</summary>
public class GradedTasksTests
{
    private const double Wide = 160.0 / 255;

    private static readonly Bench Trained = new Bench()
        .Images(Some.Preprocessing() with { HumanAnswers = 10 }).Clip(Some.Clip(60, 60)).Base(Some.Base(150, 150)).Train("fare", Some.Fare());

    [Fact]
    public void People_agree_mostly_and_whoever_they_are_does_not_depend_on_the_shard()
    {
        Bench parts = new Bench().Images(Some.Preprocessing(shardSize: 7) with { HumanAnswers = 10 });
        Sample[] samples = Records(Trained);

        Assert.Equal(samples.SelectMany(sample => sample.HumanAnswers!), Records(parts).SelectMany(sample => sample.HumanAnswers!));
        Assert.All(samples, sample => Assert.Equal(10, sample.HumanAnswers!.Count));
        Assert.InRange(samples.Average(sample => sample.HumanAnswers!.Count(answer => answer == sample.Answer)), 6, 8);
        Assert.Contains(samples, sample => sample.HumanAnswers!.Distinct().Count() > 1);
        Assert.Equal("human_answers", Assert.Single((Some.Preprocessing() with { HumanAnswers = 1 }).Check()).Path);
    }

    [Fact]
    public void Vqa_scores_an_answer_by_the_people_who_agree()
    {
        ResultRow[] rows = Measure(Some.Evaluation("base") with { Tasks = [EvaluationTask.Vqa], Epsilons = [Wide], Gates = [], Gallery = 0 });
        SampleOutcome[] outcomes = Outcomes("base/vqa/");
        Dictionary<string, Sample> samples = Records(Trained, "test/").ToDictionary(sample => sample.Id);

        Assert.Equal(["accuracy", "accuracy"], rows.Select(row => row.Metric));
        Assert.Equal(outcomes.Average(outcome => VqaAccuracy.Score(outcome.CleanAnswer, samples[outcome.Id].HumanAnswers!)), rows[0].Value, 1e-12);
        Assert.True(rows[0].Value > rows[1].Value, $"{rows[0].Value} {rows[1].Value}");
        Assert.All(outcomes, outcome => Assert.Equal(outcome.CleanGrades!.Scores!["accuracy"] > 0, outcome.CleanCorrect));
        Assert.All(outcomes, outcome => Assert.Contains(outcome.Truth, samples[outcome.Id].HumanAnswers!));
    }

    [Fact]
    public void Embeddings_are_held_against_the_original_and_against_the_clean_image()
    {
        ResultRow[] rows = Measure(Some.Evaluation("fare", "base") with
        {
            Tasks = [EvaluationTask.Embedding], Original = "base", Epsilons = [8.0 / 255, Wide], Gates = [], Gallery = 0,
        });
        double[] Values(string model, string metric) => [.. rows.Where(row => row.Model == model && row.Metric == metric).Select(row => row.Value)];

        Assert.All(["cosine-to-original", "cosine-to-clean"], metric => Assert.Equal(Values("base", metric).OrderDescending(), Values("base", metric)));
        Assert.Equal(1, Values("base", "cosine-to-original")[0], 1e-5);
        Assert.Equal(1, Values("fare", "cosine-to-clean")[0], 1e-5);
        Assert.True(Values("fare", "cosine-to-original")[0] < 1 - 1e-6);
        Assert.True(Values("base", "cosine-to-original")[^1] < 0.9);
        Assert.Equal("original", Assert.Single((Some.Evaluation("base") with { Original = "base", Gates = [] }).Check()).Path);
    }

    [Fact]
    public void Calibration_adds_rows_and_changes_no_other()
    {
        EvaluationParameters plain = Some.Evaluation("base") with { Gates = [] };
        ResultRow[] without = Measure(plain), with = Measure(plain with { Calibration = new CalibrationParameters { Bins = 5 } });
        ResultRow[] added = [.. with.Where(row => row.Metric is "calibration-error" or "confidence")];

        Assert.Equal(without, with.Except(added));
        Assert.Equal(2 * without.Length, added.Length);
        Assert.All(added, row => Assert.InRange(row.Value, 0, 1));
        Assert.All(Outcomes("base/answer/"), outcome => Assert.InRange(outcome.CleanGrades!.Confidence!.Value, 0, 1));
        Assert.Equal("calibration", Assert.Single((plain with { Tasks = [EvaluationTask.Retrieval], Calibration = new CalibrationParameters() }).Check()).Path);
    }

    [Fact]
    public void An_answer_longer_than_the_decoder_is_a_mistake_in_the_file()
    {
        string target = string.Join(' ', Enumerable.Repeat("a bag", 500));
        EvaluationParameters parameters = Some.Evaluation("base") with { Tasks = [EvaluationTask.Targeted], Target = target, Gates = [], Gallery = 0 };
        var error = Assert.Throws<StageException>(() => Trained.Evaluate(parameters));

        Assert.Equal("tasks: targeted", error.Failure.Where);
        Assert.Contains("the decoder has", error.Failure.What);
        Assert.Contains("shorten target", error.Failure.Fix);
    }

    private static ResultRow[] Measure(EvaluationParameters parameters)
    {
        Trained.Executed.RemoveAll(executed => executed.Stage == "evaluation");
        Trained.Evaluate(parameters);
        return [.. StageJson.Read<EvaluationResults>(Trained.Store.Read(Trained.Output("evaluation", "results").Artifact), "results").Rows];
    }

    private static SampleOutcome[] Outcomes(string items) =>
    [
        .. Trained.Executed.Where(executed => executed.Item.Name.StartsWith(items))
            .SelectMany(executed => executed.Outputs.Where(output => output.Role == "outcomes")).SelectMany(Trained.Lines<SampleOutcome>),
    ];

    private static Sample[] Records(Bench bench, string split = "train/") =>
        [.. bench["images"].Where(output => output.Role.StartsWith(split) && output.Role.EndsWith("records")).SelectMany(bench.Lines<Sample>)];
}
