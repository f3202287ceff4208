using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>An item that was neither done nor failed at some moment, and of which something is known.</summary>
/// <param name="Id">The item.</param>
/// <param name="Phase">How far it was.</param>
/// <param name="Worker">Host name and process id of whoever computed it or had done so.</param>
/// <param name="Since">Since when.</param>
/// <param name="Source">What tells of it: <c>journal</c> or <c>execution record</c>.</param>
public sealed record WorkUnderWay(ItemId Id, WorkPhase Phase, string? Worker, DateTimeOffset Since, string Source);

/// <summary>How far the work on an item is.</summary>
public enum WorkPhase
{
    /// <summary>It has been ordered, and waits on a queue.</summary>
    Ordered,

    /// <summary>A worker has it.</summary>
    Computing,

    /// <summary>A worker is done with it; the run's log does not have the answer yet.</summary>
    Answered,

    /// <summary>A consumer threw, or it went to the dead letters; nobody has it.</summary>
    Faulted,
}
