using System.Globalization;
using Rampart.Replay;
using Rampart.Reporting.Html;

namespace Rampart.Investigation.Pages;

/// <summary>Renders the page of a comparison of two runs.</summary>
public static class RunDifferencePage
{
    /// <summary>The page: one self-contained file.</summary>
    public static string Render(RunDifference runs) => HtmlPage.Render($"{runs.There} and {runs.Here}", string.Concat(
        PageText.Verdict(runs.Identical, $"Rampart · diff · {runs.There} · {runs.Here}", runs.Identical ? "Identical" : "Differ", Summary(runs)),
        Markup.Section("first", "The first item that is other work", First(runs.First)),
        Markup.Section("faults", "The same work with other results", PageText.Table(["item", "execution key", "first difference"], runs.Faults.Select(fault =>
            new[] { $"{fault.Stage}/{fault.Item}", fault.ExecutionKey, fault.Output.Describe() }))),
        Markup.Section("figures", "The figures", MetricsSection.Render(runs.Metrics)),
        Markup.Section("parameters", "Parameters", Causes("parameter", runs.Parameters)),
        Markup.Section("sources", "Data", Causes("source", runs.Sources)),
        Markup.Section("circumstances", "Circumstances", Causes("what", runs.Circumstances)),
        Markup.Section("items", "Items", PageText.Table(["stage", "same work", "other work", "only there", "only here"], runs.Stages.Select(stage => new[]
        {
            stage.Stage, Count(stage.Same), Count(stage.Other), stage.OnlyThere ?? "", stage.OnlyHere ?? "",
        })))));

    static string Summary(RunDifference runs) => runs switch
    {
        { Identical: true } => "Both did the same work with the same results.",
        { Faults.Count: > 0 } => $"{Count(runs.Faults.Count)} items did the same work with other results.",
        { First: { } first } => $"{first.Stage}/{first.Item} is the first item that is other work: {string.Join("; ", first.Causes.Select(cause => cause.Describe()))}.",
        _ => "Some items are in one run only, or parameters or outcome differ.",
    };

    static string First(FirstItem? first) => first is null
        ? ""
        : $"<p>{Markup.Text($"{first.Stage}/{first.Item}")}</p>\n" + Causes("what is not the same", [.. first.Causes, new Cause("execution key", first.KeyThere, first.KeyHere)]);

    static string Causes(string what, IEnumerable<Cause> causes) => PageText.Causes(what, "there", "here", causes);

    static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
