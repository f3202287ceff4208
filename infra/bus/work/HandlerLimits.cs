namespace Rampart.Bus;

/// <summary>How long a handler may keep a message of a work item, so that it never comes near the broker's consumer timeout.</summary>
/// <param name="Waiting">For a free slot, or for another worker that computes the same; after that the message goes back to the end of its queue.</param>
/// <param name="Working">In all, all attempts included; after that the item fails.</param>
public sealed record HandlerLimits(TimeSpan Waiting, TimeSpan Working)
{
    const double WaitingShare = 1.0 / 6, WorkingShare = 5.0 / 6;

    /// <summary>No limit, for a bus that has no timeout.</summary>
    public static HandlerLimits None { get; } = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Limits well below the broker's timeout: for 30 minutes, 5 minutes of waiting and 25 in all.</summary>
    public static HandlerLimits Below(TimeSpan consumerTimeout) => new(consumerTimeout * WaitingShare, consumerTimeout * WorkingShare);
}
