using Rampart.Contracts;
using Rampart.Pipeline.Comparison;
using Rampart.Reporting.Comparison;

namespace Rampart.Reporting.Tests.Comparison;

public sealed class ComparisonTests
{
    static readonly ColumnParameters Clean = new() { Title = "clean", Task = "answer" };
    static readonly ColumnParameters Attacked = new() { Title = "8/255", Task = "answer", Attack = "apgd-ce", Epsilon = 8.0 / 255 };

    [Fact]
    public void No_table_is_written_unless_the_pipeline_asks_for_one() => Assert.Null(ComparisonMarkdown.Render(Some.Results()));

    [Fact]
    public void The_table_has_a_row_per_model_and_a_dash_where_nothing_was_measured()
    {
        string text = ComparisonMarkdown.Render(Results([Clean, Attacked, new ColumnParameters { Title = "seen | said", Task = "caption" }]))!;
        Assert.Contains("| model | clean | 8/255 | seen \\| said |\n|---|---:|---:|---:|\n", text, StringComparison.Ordinal);
        Assert.Contains("| base | 83.2 ± 1.7 | 21.0 ± 1.8 | – |\n", text, StringComparison.Ordinal);
        Assert.Contains("| 8/255 | answer accuracy, %, apgd-ce 8/255, n = 500 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_may_be_too_high_is_told_beside_the_table() =>
        Assert.Contains("- `zero-gradient` on base, answer: 3 of 500 samples have <no> gradient\n", ComparisonMarkdown.Render(Results([Clean])), StringComparison.Ordinal);

    // adpo 0.52 ± 0.0223 against base 0.21 ± 0.0182: a difference of 0.31 with an error of sqrt(0.0223² + 0.0182²) = 0.0288.
    [Theory]
    [InlineData("above", 0.0, "holds")]
    [InlineData("above", 0.25, "holds")]
    [InlineData("above", 0.26, "within noise")]
    [InlineData("above", 0.36, "within noise")]
    [InlineData("above", 0.37, "does not hold")]
    [InlineData("below", 0.0, "does not hold")]
    [InlineData("below", -0.37, "holds")]
    public void A_difference_of_up_to_two_standard_errors_is_noise(string direction, double by, string outcome)
    {
        ExpectationVerdict verdict = Verdict(new ExpectationParameters
        {
            Says = "", Model = "adpo", Column = "8/255", By = by, Above = direction == "above" ? "base" : null, Below = direction == "below" ? "base" : null,
        });
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(0.52, verdict.Measured);
        Assert.Equal(0.0288, verdict.Stderr!.Value, 4);
    }

    [Fact]
    public void A_bound_has_no_error_of_its_own()
    {
        Assert.Equal("does not hold", Verdict(new ExpectationParameters { Says = "", Model = "base", Column = "8/255", AtMost = 0.17 }).Outcome);
        Assert.Equal("within noise", Verdict(new ExpectationParameters { Says = "", Model = "base", Column = "8/255", AtMost = 0.18 }).Outcome);
        Assert.Equal("holds", Verdict(new ExpectationParameters { Says = "", Model = "base", Column = "8/255", AtLeast = 0.17 }).Outcome);
    }

    [Fact]
    public void What_was_not_measured_is_said_to_be_so() =>
        Assert.Equal("not measured", Verdict(new ExpectationParameters { Says = "", Model = "base", Column = "8/255", Above = "fare" }).Outcome);

    [Fact]
    public void Stages_that_measured_the_same_do_not_hide_each_other()
    {
        EvaluationResults one = Some.Results().Evaluation, merged = MergedEvaluations.Of([("first", one), ("second", one)]);
        Assert.Equal(2 * one.Rows.Count, merged.Rows.Count);
        Assert.Equal(["base", "adpo", "second/base", "second/adpo"], merged.Rows.Select(row => row.Model).Distinct());
        Assert.Equal(one.Rows, MergedEvaluations.Of([("first", one)]).Rows);
    }

    static ExpectationVerdict Verdict(ExpectationParameters expected) => ExpectationVerdict.Of(expected, Results([Clean, Attacked]));

    static RunResults Results(IReadOnlyList<ColumnParameters> columns) => Some.Results() with { Comparison = new ComparisonParameters { Columns = columns } };
}
