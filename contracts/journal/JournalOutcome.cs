namespace Rampart.Contracts;

/// <summary>How handling a message can end.</summary>
public enum JournalOutcome
{
    /// <summary>A consumer handled it.</summary>
    Consumed,

    /// <summary>A consumer threw; the bus does not bring it again to this queue by itself.</summary>
    Faulted,

    /// <summary>It went to the dead letters.</summary>
    DeadLettered,

    /// <summary>It went back to its queue, since the process stopped or was too busy.</summary>
    Returned,
}
