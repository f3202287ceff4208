using System.Globalization;
using System.Text.Json;
using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>How the items of each stage came out, what the records say of each other, and what else is to be known.</summary>
static class ReplayedItemsSection
{
    const int MostFindings = 50;

    public static string Render(ReplayReport report) =>
        PageText.Table(["stage", "items", "came out", "seconds"], report.Items.GroupBy(item => item.Stage).Select(stage => new[]
        {
            stage.Key, stage.Count().ToString(CultureInfo.InvariantCulture),
            string.Join(", ", stage.CountBy(item => item.Verdict).Select(verdict => $"{verdict.Value} {Name(verdict.Key)}")),
            stage.Sum(item => item.Seconds ?? 0).ToString("F1", CultureInfo.InvariantCulture),
        }))
        + PageText.Part("What journal, plan and log say of each other", PageText.Table(["finding", "means", "what"], report.Audit.Take(MostFindings).Select(finding => new[]
        {
            Name(finding.Kind), Name(finding.Severity), finding.What,
        })))
        + PageText.Part("Decisions that come out otherwise", PageText.List(report.Decisions.SelectMany(decision => decision.Differences).Take(MostFindings)))
        + PageText.Part("Notes", PageText.List(report.Notes));

    // As --json prints it.
    static string Name<T>(T value) where T : struct, Enum => JsonSerializer.SerializeToElement(value).GetString()!;
}
