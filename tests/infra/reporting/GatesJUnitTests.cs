using System.Xml.Linq;

namespace Rampart.Reporting.Tests;

public sealed class GatesJUnitTests
{
    [Fact]
    public void A_failed_gate_is_a_failure_with_what_was_measured_and_required()
    {
        var suites = XDocument.Parse(GatesJUnit.Render(Some.Results(passed: false))).Root!;
        Assert.Equal("2", suites.Attribute("tests")!.Value);
        Assert.Equal("1", suites.Attribute("failures")!.Value);
        var failure = Assert.Single(suites.Descendants("failure"));
        Assert.Contains("0.5200", failure.Value);
        Assert.Contains("0.6000", failure.Value);
        Assert.Equal("gates.answer", failure.Parent!.Attribute("classname")!.Value);
    }

    [Fact]
    public void A_passed_gate_is_a_case_without_children()
    {
        var suites = XDocument.Parse(GatesJUnit.Render(Some.Results())).Root!;
        Assert.Equal("0", suites.Attribute("failures")!.Value);
        Assert.All(suites.Descendants("testcase"), test => Assert.Empty(test.Elements()));
    }
}
