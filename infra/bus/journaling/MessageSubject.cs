using Rampart.Contracts;

namespace Rampart.Bus.Journaling;

/// <summary>What a message is about. It comes from outside, so any part may be missing.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Item">The item.</param>
readonly record struct MessageSubject(string? RunId, string? Stage, string? Item)
{
    const int LongestText = 256;

    /// <summary>The subject of a message; that of a message of no contract is nothing.</summary>
    public static MessageSubject Of(object message) => message switch
    {
        IWorkCommand command => Of(command.Order?.RunId, command.Order?.Stage, command.Order?.Item),
        WorkItemProgressed progressed => Of(progressed.RunId, progressed.Stage, progressed.Item),
        WorkItemCompleted completed => Of(completed.RunId, completed.Stage, completed.Item),
        WorkItemFailed failed => Of(failed.RunId, failed.Stage, failed.Item),
        WorkItemBlocked blocked => Of(blocked.RunId, blocked.Stage, blocked.Item),
        WorkItemVerified verified => Of(verified.RunId, verified.Stage, verified.Item),
        WorkItemDisagreed disagreed => Of(disagreed.RunId, disagreed.Stage, disagreed.Item),
        StartRun start => Of(start.RunId),
        RetryRun retry => Of(retry.RunId),
        CancelRun cancel => Of(cancel.RunId),
        PromotionDecided decided => Of(decided.RunId),
        RunFinished finished => Of(finished.RunId),
        _ => default,
    };

    static MessageSubject Of(string? run, string? stage = null, string? item = null) => new(Shorten(run), Shorten(stage), Shorten(item));

    static string? Shorten(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
