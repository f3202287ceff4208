using System.Text;
using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>Every item that differs, with where its outputs part and what may be why.</summary>
static class DifferencesSection
{
    const int Most = 20;

    public static string Render(ReplayReport report, string there, string here)
    {
        ItemReport[] remarkable = [.. report.Items.Where(IsRemarkable)];
        var html = new StringBuilder();
        html.Append(Bisected(report.Bisect));
        if (report.WhatIf is { } changed)
        {
            html.Append(PageText.Part("Changed on purpose", PageText.List(changed.Changes)));
        }
        foreach (ItemReport item in remarkable.Take(Most))
        {
            html.Append(PageText.Part($"{item.Stage}/{item.Item}", Render(item, there, here)));
        }
        return remarkable.Length > Most ? html.Append($"<p>and {remarkable.Length - Most} more items</p>\n").ToString() : html.ToString();
    }

    static bool IsRemarkable(ItemReport item) =>
        item.Verdict is not (ItemVerdict.Identical or ItemVerdict.FailsAlike or ItemVerdict.Unchanged) || item.Damage.Count > 0;

    static string Render(ItemReport item, string there, string here)
    {
        IEnumerable<string> lines =
        [
            .. item.Artifacts.Where(artifact => !artifact.IsEqual).Select(artifact => artifact.Describe()),
            .. item.FirstStep is { } step ? new[] { step.Describe() } : [],
            .. item.Damage.Select(damage => $"damaged: {damage.Describe()}"),
            .. item.Failure is { } failure ? new[] { $"{failure.What} ({failure.Where}) {failure.Fix}" } : [],
        ];
        return PageText.List(lines) + PageText.Causes("what is not the same", there, here, item.Causes);
    }

    static string Bisected(BisectReport? bisect) => bisect is null
        ? ""
        : PageText.List(
        [
            .. bisect.Against is { } against ? new[] { $"Compared with run {against}." } : [],
            $"{bisect.Executed} items were executed; {bisect.ProvenEqual} needed no execution.",
            bisect.First is { } first ? $"The first divergent item is {first.Stage}/{first.Item}." : "No item diverges.",
            .. bisect.Training is { } training ? new[] { $"In {training.Stage}/{training.Item}, {training.Step.Describe()}." } : [],
            .. bisect.Reproduces is { } side ? new[] { $"This machine reproduces: {side}." } : [],
        ]);
}
