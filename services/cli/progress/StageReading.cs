namespace Rampart.Cli.Progress;

/// <summary>How far a stage is at one moment.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="ItemsDone">Items that have a result.</param>
/// <param name="Items">Items in all.</param>
/// <param name="ItemsCached">How many of the finished ones had their result before.</param>
/// <param name="ItemsFailed">Items that failed for good.</param>
/// <param name="ItemsVerified">Results that were verified.</param>
/// <param name="ItemsUnverified">Results that have to be verified yet.</param>
/// <param name="Units">Units done by this process.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Share">How much of the stage is done, in [0,1].</param>
/// <param name="Rate">Units per second, once it can be told.</param>
/// <param name="Left">The time that the rest takes at this pace, once it can be told.</param>
sealed record StageReading(
    string Name, string Kind, int ItemsDone, int Items, int ItemsCached, int ItemsFailed, int ItemsVerified, int ItemsUnverified, long Units, string Unit,
    double Share, double? Rate, TimeSpan? Left)
{
    /// <summary>Whether it has begun and not ended.</summary>
    public bool IsActive => Share > 0 && !IsDone;

    /// <summary>Whether nothing is left to do: its items have results, verified where they have to be, or are given up.</summary>
    public bool IsDone => ItemsDone > 0 && ItemsDone + ItemsFailed >= Items && ItemsUnverified == 0;
}
