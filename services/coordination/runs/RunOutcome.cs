using Rampart.Contracts;
using Rampart.Coordination.Planning;

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

    /// <summary>A run's model was promoted.</summary>
    public const string Promoted = "promoted";

    /// <summary>A run's model was rejected.</summary>
    public const string Rejected = "rejected";

    /// <summary>The message that tells what became of the run's model, if that is decided.</summary>
    public static PromotionDecided? DecisionOf(RunState state) => state.Promotion switch
    {
        RunPromoted promoted => new PromotionDecided(state.Started!.RunId, promoted.Model, promoted.Version, promoted.Alias, Promoted, []),
        RunRejected rejected => new PromotionDecided(
            state.Started!.RunId, rejected.Model, rejected.Version, rejected.Alias, Rejected, rejected.Failed, rejected.Reason),
        _ => null,
    };

    /// <summary>The message that tells of the end, if the log has one.</summary>
    public static RunFinished? Of(IReadOnlyList<RunLogEntry> log) => log is [{ Event: RunStarted started }, ..]
        ? Of(started.RunId, log[^1].Event, log.Count(entry => entry.Event is RunReopened))
        : null;

    /// <summary>The message that tells of the end, if the run has ended.</summary>
    public static RunFinished? Of(RunState state) =>
        state is { Started: { } started, Ending: { } ending } ? Of(started.RunId, ending, state.Generation) : null;

    /// <summary>How the run has ended, by the last event of its log; null when it has not.</summary>
    public static string? Of(RunEvent last) => Of("", last, 0)?.Outcome;

    /// <summary>Whether this event, as the last one of a log, ends its run.</summary>
    public static bool IsEnding(RunEvent runEvent) => runEvent is RunCompleted or RunFailed or RunCancelled;

    static RunFinished? Of(string runId, RunEvent runEvent, int generation) => runEvent switch
    {
        RunCompleted => new RunFinished(runId, Completed, null, generation),
        RunFailed failed => new RunFinished(runId, Failed, failed.Failure, generation),
        RunCancelled => new RunFinished(runId, Cancelled, null, generation),
        _ => null,
    };
}
