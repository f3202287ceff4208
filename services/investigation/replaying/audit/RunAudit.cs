using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares what was journaled of a run with its plan and its log, and says by name what is missing, doubled or contradictory.</summary>
public static class RunAudit
{
    /// <summary>Audits a run; nothing is found where there is no journal.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">Its pipeline.</param>
    /// <param name="catalog">The kinds of stage.</param>
    /// <returns>The findings: contradictions first, then losses, then notices; each kind in the order of the run.</returns>
    public static IReadOnlyList<AuditFinding> Of(RecordedRun run, PipelineDefinition pipeline, StageCatalog catalog)
    {
        if (run.Journal is not { } journal)
        {
            return [];
        }
        IEnumerable<AuditFinding> findings =
        [
            .. JournalAudit.Of(journal),
            .. OrderAudit.Of(run, journal, [.. PlanHistory.Of(pipeline, catalog, run.Log).SelectMany(decision => decision.Orders)]),
            .. AnswerAudit.Of(run, journal),
            .. DeliveryAudit.Of(run, journal),
        ];
        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }
}

/// <summary>What findings have in common.</summary>
static class Findings
{
    /// <summary>How bad it is that something is missing: not at all while the run goes on, or when it ended before everything was done.</summary>
    public static AuditSeverity OfLoss(RecordedRun run) => run.State.Ending is RunCompleted ? AuditSeverity.Loss : AuditSeverity.Notice;

    /// <summary>An item in words.</summary>
    public static string Name(string stage, string item) => $"stage {stage}, item {item}";

    /// <summary>Worker and time of a record in words.</summary>
    public static string Seen(JournalRecord record) => $"{record.Writer.Worker} at {record.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}";

    /// <summary>A finding about a record.</summary>
    public static AuditFinding Of(AuditKind kind, AuditSeverity severity, string what, JournalRecord record) =>
        new(kind, severity, what, record.Stage, record.Item, record.MessageId, record.Writer.Worker, record.Time);
}
