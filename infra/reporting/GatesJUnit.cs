using System.Globalization;
using System.Xml.Linq;
using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>Renders <c>junit.xml</c>: one suite per task, one case per gate, so that CI systems show gates as tests.</summary>
public static class GatesJUnit
{
    /// <summary>The document.</summary>
    public static string Render(RunResults results)
    {
        var gates = results.Evaluation.Gates;
        var root = new XElement("testsuites",
            new XAttribute("name", results.Run.Pipeline),
            new XAttribute("tests", gates.Count),
            new XAttribute("failures", gates.Count(gate => !gate.Passed)),
            new XAttribute("errors", 0),
            new XAttribute("time", Seconds(results.Run.Duration.TotalSeconds)),
            new XAttribute("timestamp", results.Run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            gates.GroupBy(gate => gate.Task).Select(suite => Suite(results, suite.Key, [.. suite])));
        return $"{new XDeclaration("1.0", "utf-8", null)}\n{root}\n";
    }

    static XElement Suite(RunResults results, string task, IReadOnlyList<GateVerdict> gates) => new("testsuite",
        new XAttribute("name", task),
        new XAttribute("tests", gates.Count),
        new XAttribute("failures", gates.Count(gate => !gate.Passed)),
        new XElement("properties",
            Property("run", results.Run.Id),
            Property("pipeline_digest", results.Run.PipelineDigest),
            Property("code_version", results.Run.CodeVersion)),
        gates.Select(gate => Case(task, gate)));

    static XElement Property(string name, string value) =>
        new("property", new XAttribute("name", name), new XAttribute("value", value));

    static XElement Case(string task, GateVerdict gate)
    {
        var element = new XElement("testcase",
            new XAttribute("name", gate.Condition),
            new XAttribute("classname", $"gates.{task}"),
            new XAttribute("time", Seconds(0)));
        if (!gate.Passed)
        {
            var message = string.Create(CultureInfo.InvariantCulture,
                $"measured {gate.Measured:F4} (standard error {gate.Stderr:F4}), required {gate.Required:F4}");
            element.Add(new XElement("failure", new XAttribute("type", "gate"), new XAttribute("message", message), message));
        }
        return element;
    }

    static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);
}
