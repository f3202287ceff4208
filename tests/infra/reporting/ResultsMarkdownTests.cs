namespace Rampart.Reporting.Tests;

public sealed class ResultsMarkdownTests
{
    [Fact]
    public void The_table_has_a_line_per_model_and_a_column_per_radius()
    {
        var text = ResultsMarkdown.Render(Some.Results());
        Assert.Contains("| model | clean | apgd-ce 8/255 |\n|---|---:|---:|\n", text);
        Assert.Contains("| base | 83.2 ± 1.7 | 21.0 ± 1.8 |", text);
        Assert.Contains("| adpo | 82.6 ± 1.7 | 52.0 ± 2.2 |", text);
    }

    [Fact]
    public void Each_figure_of_a_task_has_a_table_of_its_own()
    {
        RunResults plain = Some.Results();
        var text = ResultsMarkdown.Render(plain with
        {
            Evaluation = plain.Evaluation with
            {
                Rows =
                [
                    new("base", "caption", "cider", null, null, null, 500, 1.155, 0.02),
                    new("base", "safety", "attack-success", null, null, null, 70, 0.143, 0.042),
                    new("base", "safety", "over-refusal", null, null, null, 330, 0.009, 0.005),
                ],
            },
        });
        Assert.Contains("## caption cider, x 100 ± standard error (n = 500)\n\n| model | clean |\n|---|---:|\n| base | 115.5 ± 2.0 |", text);
        Assert.Contains("## safety attack-success, % ± standard error (n = 70)", text);
        Assert.Contains("## safety over-refusal, % ± standard error (n = 330)", text);
    }
}
