namespace Rampart.Pipeline;

/// <summary>What becomes of a version that holds every gate when the alias that it is meant for was moved while its run went on.</summary>
public enum WhenMoved
{
    /// <summary>It is rejected: what it was measured against is not what it would replace.</summary>
    Reject,

    /// <summary>It is promoted all the same.</summary>
    Promote,
}
