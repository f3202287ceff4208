using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Replay;
using Rampart.Reporting.Html;

namespace Rampart.Investigation.Pages;

/// <summary>Renders the page of a replay: the answer, what differs and why, both sides of the outputs, the machines, the message, the lineage.</summary>
public static class ReplayPage
{
    /// <summary>The page: one self-contained file.</summary>
    public static string Render(ReplayPageContent content)
    {
        ReplayReport report = content.Report;
        // Compared with another run, nothing of it may have been executed here.
        (string there, string here) = report.Bisect?.Against is { } against ? (report.RunId, against) : ("recorded", "replayed");
        return HtmlPage.Render($"{report.Subject}: {Word(report.Verdict)}", string.Concat(
            PageText.Verdict(report.Verdict == ReplayVerdict.Identical, $"Rampart · replay · {report.Subject}", Heading(report.Verdict), report.Summary),
            Markup.Section("differences", "What differs, and why", DifferencesSection.Render(report, there, here)),
            Markup.Section("figures", "What it does to the figures", MetricsSection.Render(report.WhatIf?.Metrics ?? [])),
            Markup.Section("outputs", "Both sides of the outputs", OutputsSection.Render(content.Pictures, content.Curves, there, here)),
            Markup.Section("machines", "The machines", content.Shown is { } shown && report.Bisect?.Against is null ? MachinesSection.Render(shown.Recorded, report.Here) : ""),
            Markup.Section("message", "The message", Message(content.Message)),
            Markup.Section("lineage", "Where it comes from", LineageSection.Render(content.Lineage)),
            Markup.Section("items", "All that was replayed", ReplayedItemsSection.Render(report))));
    }

    static string Heading(ReplayVerdict verdict) => verdict switch
    {
        ReplayVerdict.Identical => "Identical",
        ReplayVerdict.Differs => "Differs",
        _ => "Could not be replayed",
    };

    static string Word(ReplayVerdict verdict) => Heading(verdict).ToLowerInvariant();

    static string Message(ShownMessage? message) => message is null
        ? ""
        : $"<p>{(message.IsJournaled ? "The envelope as the journal has it." : "The journal does not have the message; this is the work as the stored result tells it.")}</p>\n"
            + PageText.Table(["header", "value"], message.Headers.Select(header => new[] { header.Key, header.Value }))
            + PageText.Details("The message as JSON", $"<pre>{Markup.Text(message.Text)}</pre>");
}
