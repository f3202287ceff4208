namespace Rampart.Bus;

/// <summary>The names of queues that have a meaning of their own. Queues of work items are named like their kind of stage.</summary>
public static class QueueNames
{
    const string DeadLetterSuffix = "_error";

    /// <summary>The queue of the coordination service: one process at a time consumes it, others stand by.</summary>
    public const string Coordination = "coordination";

    /// <summary>The broker's stream of all messages.</summary>
    public const string Journal = "journal";

    /// <summary>Where messages go that a shared queue's consumers could not handle.</summary>
    public static string DeadLetters(string queue) => queue + DeadLetterSuffix;
}
