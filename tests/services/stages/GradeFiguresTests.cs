using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;

namespace Rampart.Stages.Tests;

/// <summary>Figures from grades, worked by hand.</summary>
public class GradeFiguresTests
{
    private static readonly DatasetDescription Dataset =
        new("made up", [new ClassWord("bag", "a")], Sentences.CaptionTemplates, Sentences.EvaluationQuestion, new ImageShape(1, 2, 2), [0.5], [0.5]);

    [Fact]
    public void A_score_counts_at_its_least_up_to_the_radius()
    {
        Figure figure = Assert.Single(GradeFigures.Of([Scored(0.9, 0.3, 0.6), Scored(1, 0.9)], Dataset));

        // Least scores 0.3 and 0.9: mean 0.6, deviation 0.3 * sqrt 2, error 0.3.
        Assert.Equal("accuracy", figure.Metric);
        Assert.Equal((0.6, 0.3, 2), (figure.Value.Value, Math.Round(figure.Value.StandardError, 12), figure.Value.Count));
    }

    [Fact]
    public void Where_answers_are_not_kept_there_is_no_mean_of_scores() => Assert.Empty(GradeFigures.Of([Scored(1), new Said("a bag", false, [])], Dataset));

    [Fact]
    public void Calibration_holds_the_last_confidence_against_the_verdict()
    {
        // Bins (0, 0.5] and (0.5, 1]: |1 - (0.4 + 0.4)| and |1 - (0.9 + 0.7)|, over four samples: (0.2 + 0.6) / 4.
        Said[] said = [Sure(true, 0.9, 0.4), Sure(false, 0.4), Sure(true, 0.2, 0.9), Sure(false, 0.7)];
        Dictionary<string, Estimate> figures = CalibrationFigures.Of(said, 2).ToDictionary(figure => figure.Metric, figure => figure.Value);

        Assert.Equal(0.2, figures["calibration-error"].Value, 1e-12);
        Assert.Equal(0.6, figures["confidence"].Value, 1e-12);
        Assert.True(figures["calibration-error"].StandardError > 0);
        Assert.Empty(CalibrationFigures.Of([.. said, new Said("a bag", true, [])], 2));
    }

    [Fact]
    public void A_sample_that_fell_keeps_the_grades_of_the_attack_that_felled_it()
    {
        AnswerGrades Graded(double confidence) => new() { Confidence = confidence };
        AttackDetails Details(double confidence) => new("a shirt", 0, 0, 0, 0, 0, 0) { Grades = Graded(confidence) };
        var outcome = new SampleOutcome("test/1", 1, "a bag", "a bag", true, 0,
        [
            new AttackOutcome(0.1, true, null, Details(0.8)), new AttackOutcome(0.2, false, null, Details(0.6)), new AttackOutcome(0.3, false, null, null),
        ]) { CleanGrades = Graded(0.9) };
        double? Last(Said said) => said.Grades[^1].Confidence;

        Assert.Equal((0.9, 0.8, 0.6, 0.6), (Last(Said.Clean(outcome)), Last(Said.At(outcome, 0)), Last(Said.At(outcome, 1)), Last(Said.At(outcome, 2))));
    }

    private static Said Scored(params double[] scores) => new("a bag", true, [.. scores.Select(_ => "a bag")])
    {
        Grades = [.. scores.Select(score => new AnswerGrades { Scores = new Dictionary<string, double> { ["accuracy"] = score } })],
    };

    private static Said Sure(bool isRight, params double[] confidences) => new("a bag", isRight, [.. confidences.Select(_ => "a bag")])
    {
        Grades = [.. confidences.Select(confidence => new AnswerGrades { Confidence = confidence })],
    };
}
