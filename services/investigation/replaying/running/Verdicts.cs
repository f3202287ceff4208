using System.Globalization;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Sums a replay up.</summary>
static class Verdicts
{
    /// <summary>The report with its verdict and its summary.</summary>
    public static ReplayReport Judged(this ReplayReport report)
    {
        string? difference = First(report);
        ItemReport? notRun = report.Items.FirstOrDefault(IsNotRun);
        return report with
        {
            Verdict = difference is not null ? ReplayVerdict.Differs : notRun is not null || IsEmpty(report) ? ReplayVerdict.NotRun : ReplayVerdict.Identical,
            Summary = difference ?? (notRun is not null ? Place(notRun, Why(notRun)) : Nothing(report)),
        };
    }

    static string? First(ReplayReport report) =>
        report.Items.Select(item => Differs(item) is { } what ? Place(item, what) : null)
            .Concat(report.Decisions.Select(decision => decision.Differences.Count > 0 ? $"{decision.MessageType} {decision.MessageId}: {decision.Differences[0]}" : null))
            .Concat(report.Audit.Select(finding => finding.Severity == AuditSeverity.Notice ? null : finding.What))
            .FirstOrDefault(what => what is not null);

    static string? Differs(ItemReport item) => item switch
    {
        // What was changed, where something was, says more than what came of it.
        { Verdict: ItemVerdict.Differs, Causes: [var cause, ..] } when item.ExecutionKey != item.ReplayedKey => cause.Describe(),
        { Verdict: ItemVerdict.Differs } when item.FirstDifference() is { } first => first.Describe(),
        { Verdict: ItemVerdict.Differs, Causes: [var cause, ..] } => cause.Describe(),
        { Verdict: ItemVerdict.Differs } => "it ended in another way",
        { Verdict: ItemVerdict.Failed } => $"it failed, which it had not: {item.Failure!.What} ({item.Failure.Where})",
        { Damage: [var damaged, ..] } => damaged.Describe(),
        _ => null,
    };

    static bool IsNotRun(ItemReport item) => item.Verdict is ItemVerdict.NotExecutable or ItemVerdict.DamagedInput or ItemVerdict.NothingRecorded;

    static string Why(ItemReport item) => item.Failure is { } failure ? $"{failure.What} {failure.Fix}" : "there is no recorded result to compare with.";

    static string Place(ItemReport item, string what) => $"stage {item.Stage}, item {item.Item}: {what}";

    static bool IsEmpty(ReplayReport report) => report.Items.Count + report.Decisions.Count + (report.Bisect?.ProvenEqual ?? 0) == 0;

    static string Nothing(ReplayReport report) => IsEmpty(report)
        ? "nothing of what was asked for is recorded."
        : string.Create(CultureInfo.InvariantCulture, $"identical: {report.Items.Count} items, {report.Executions} executed, {report.Decisions.Count} decisions.");
}
