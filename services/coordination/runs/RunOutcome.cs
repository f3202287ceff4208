using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>How runs end.</summary>
public static class RunOutcome
{
    /// <summary>Every stage finished.</summary>
    public const string Completed = "completed";

    /// <summary>An item failed for good.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody stopped it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The message that tells of the end, if the log has one.</summary>
    public static RunFinished? Of(IReadOnlyList<RunLogEntry> log) =>
        log is [{ Event: RunStarted started }, ..] ? Of(started.RunId, log[^1].Event) : null;

    /// <summary>The message that tells of the end, if this event is one.</summary>
    public static RunFinished? Of(string runId, RunEvent runEvent) => runEvent switch
    {
        RunCompleted => new RunFinished(runId, Completed, null),
        RunFailed failed => new RunFinished(runId, Failed, failed.Failure),
        RunCancelled => new RunFinished(runId, Cancelled, null),
        _ => null,
    };
}
