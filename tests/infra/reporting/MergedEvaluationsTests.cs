using System.Xml.Linq;
using Rampart.Contracts;
using Rampart.Reporting.Cards;
using Rampart.Reporting.Html;

namespace Rampart.Reporting.Tests;

public sealed class MergedEvaluationsTests
{
    static readonly RunResults Plain = Some.Results();

    // Both measure base on the task answer: 500 samples at 8/255 here, 40 at 16/255 there.
    static readonly RunResults Both = Plain with
    {
        Stages = [.. Plain.Stages, new StageSummary("hard", "evaluation", [new ItemSummary("base/answer/000", "k5", 100, false)])],
        EvaluationStages = ["evaluation", "hard"],
        Evaluation = MergedEvaluations.Of([("evaluation", Plain.Evaluation), ("hard", Hard(passed: true))]),
    };

    [Fact]
    public void A_run_without_evaluation_has_no_figures_and_passes()
    {
        RunResults none = Plain with { Evaluation = MergedEvaluations.Of([]) };
        Assert.Empty(none.Evaluation.Rows);
        Assert.True(none.Passed);
    }

    [Fact]
    public void A_gate_that_fails_in_an_evaluation_before_the_last_one_fails_the_run()
    {
        RunResults failed = Plain with { Evaluation = MergedEvaluations.Of([("hard", Hard(passed: false)), ("evaluation", Plain.Evaluation)]) };
        Assert.False(failed.Passed);
        Assert.Single(XDocument.Parse(GatesJUnit.Render(failed)).Descendants("failure"));
    }

    [Fact]
    public void The_same_gate_in_two_evaluations_has_two_names()
    {
        EvaluationResults twice = MergedEvaluations.Of([("easy", Hard(passed: true)), ("hard", Hard(passed: false))]);
        Assert.Equal(["base answer >= 0.3", "hard: base answer >= 0.3"], twice.Gates.Select(gate => gate.Condition));
    }

    [Fact]
    public void A_table_of_several_evaluations_tells_each_number_of_samples()
    {
        Assert.Contains("## answer accuracy, % ± standard error (n = 40 or 500)", ResultsMarkdown.Render(Both), StringComparison.Ordinal);
        Assert.Contains("| hard/base | 25.0 ± 6.9 | |\n", ResultsMarkdown.Render(Both), StringComparison.Ordinal);
        Assert.Contains("over 40 or 500 samples", HtmlReport.Render(Both), StringComparison.Ordinal);
    }

    [Fact]
    public void The_gallery_tells_the_radius_of_each_evaluation() =>
        Assert.Contains("attacked on its own, at 8/255 or 16/255.", HtmlReport.Render(Both), StringComparison.Ordinal);

    [Fact]
    public void A_row_takes_the_seconds_of_the_items_of_its_own_evaluation() =>
        Assert.Equal([22, 100], new[] { Both.Evaluation.Rows[0], Both.Evaluation.Rows[^1] }.Select(row => EvaluationSeconds.Of(Both, row)));

    [Fact]
    public void A_model_card_keeps_back_no_evaluation_of_the_model()
    {
        string card = ModelCard.Render("base", answers: true, Both);
        Assert.Contains("| answer accuracy, % | clean | 83.2 ± 1.7 | 500 |", card, StringComparison.Ordinal);
        Assert.Contains("| hard: answer accuracy, % | clean | 25.0 ± 6.9 | 40 |", card, StringComparison.Ordinal);
        Assert.Contains("Doubtful (`zero-gradient`): all samples", card, StringComparison.Ordinal);
        Assert.Contains("name: \"hard: accuracy, clean\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("25.0", ModelCard.Render("adpo", answers: true, Both), StringComparison.Ordinal);
    }

    static EvaluationResults Hard(bool passed) => new(
        [new ResultRow("base", "answer", "accuracy", null, null, null, 40, 0.25, 0.0693)],
        [new GateVerdict("answer", "base", "base answer >= 0.3", passed, 0.25, 0.3, 0.0693)],
        [new EvaluationFlag("zero-gradient", "base", "answer", "all samples")],
        [Some.Entry() with { Epsilon = 16.0 / 255 }]);
}
