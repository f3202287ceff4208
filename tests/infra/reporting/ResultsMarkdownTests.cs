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
}
