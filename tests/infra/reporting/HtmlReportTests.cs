using Rampart.Reporting.Html;

namespace Rampart.Reporting.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_page_is_self_contained()
    {
        var html = HtmlReport.Render(Some.Results());
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<link", html);
        Assert.DoesNotContain("@import", html);
    }

    [Fact]
    public void Text_from_data_never_becomes_markup()
    {
        var html = HtmlReport.Render(Some.Results(pipeline: "<img src=x onerror=alert(1)>"));
        Assert.DoesNotContain("<img src=x", html);
        Assert.Contains("a &lt;script&gt;", html);
        Assert.Contains("have &lt;no&gt; gradient", html);
    }

    [Fact]
    public void Failed_gates_are_the_first_thing_said()
    {
        Assert.Contains("<h1>Failed: 1 of 2 gates</h1>", HtmlReport.Render(Some.Results(passed: false)));
        Assert.Contains("<h1>Passed: all 2 gates hold</h1>", HtmlReport.Render(Some.Results()));
    }

    [Fact]
    public void Rounds_of_one_training_become_one_curve()
    {
        var html = HtmlReport.Render(Some.Results());
        Assert.Contains("adpo: loss (means of 2 steps)", html);
        Assert.DoesNotContain("adpo/2/train: loss", html);
    }
}
