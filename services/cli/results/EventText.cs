using Rampart.Contracts;

namespace Rampart.Cli.Results;

/// <summary>Events of a run's log in words.</summary>
static class EventText
{
    public static string Of(RunEvent happened) => happened switch
    {
        RunStarted started => $"the run started, with code {started.CodeVersion}",
        ItemCompleted item => $"{item.Stage}/{item.Item} got its result{(item.Cached ? " from the cache" : "")}",
        ItemFailed item => $"{item.Stage}/{item.Item} failed: {item.Failure.What}",
        ItemLost item => $"the result of {item.Stage}/{item.Item} was lost",
        ItemVerified item => $"the result of {item.Stage}/{item.Item} was verified by {item.VerifiedBy}: {item.Verdict}",
        ItemDisagreed item => $"the result of {item.Stage}/{item.Item} could not be confirmed: {item.Failure.What}",
        RunPromoted promoted => $"{promoted.Model}:{promoted.Version} was promoted to {promoted.Alias}",
        RunRejected rejected => $"{rejected.Model}:{rejected.Version} was rejected for {rejected.Alias}: {rejected.Reason}",
        RunCompleted => "the run completed",
        RunFailed run => $"the run failed: {run.Failure.What}",
        RunCancelled run => $"the run was cancelled: {run.Reason}",
        RunReopened run => $"the run was reopened: {run.Reason}",
        _ => happened.GetType().Name,
    };
}
