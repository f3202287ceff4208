namespace Rampart.Contracts;

/// <summary>What can happen to a message in a process.</summary>
public enum JournalAct
{
    /// <summary>The process gave it to the bus.</summary>
    Sent,

    /// <summary>The bus gave it to the process.</summary>
    Arrived,

    /// <summary>Handling it failed for a passing reason and is tried again.</summary>
    Retried,

    /// <summary>Handling it came to an end.</summary>
    Ended,
}
