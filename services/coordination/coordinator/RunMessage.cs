using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>Something for a run's session to deal with.</summary>
abstract record RunMessage
{
    /// <summary>Take the run up: order what has no result, or tell once more how it ended.</summary>
    public sealed record TakeUp : RunMessage;

    /// <summary>Go on: there may be places on the queues now.</summary>
    public sealed record Advance : RunMessage;

    /// <summary>Look for items whose order or answer was lost.</summary>
    public sealed record LookAround : RunMessage;

    /// <summary>Something happened that belongs into the log, if it is wanted.</summary>
    /// <param name="Event">What.</param>
    /// <param name="Generation">The generation that it belongs to; null when that is not known or of no interest.</param>
    public sealed record Happened(RunEvent Event, int? Generation = null) : RunMessage;

    /// <summary>An item can't be executed because an input is gone.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="ExecutionKey">Its work.</param>
    /// <param name="Artifact">The input.</param>
    public sealed record Blocked(ItemId Item, string ExecutionKey, ArtifactRef Artifact) : RunMessage;

    /// <summary>Somebody wants a failed run to go on.</summary>
    /// <param name="Reason">Why another attempt may succeed.</param>
    public sealed record Retry(string Reason) : RunMessage;
}
