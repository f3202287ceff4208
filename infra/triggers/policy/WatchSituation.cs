namespace Rampart.Triggers;

/// <summary>What a decision depends on.</summary>
/// <param name="Pending">The causes that wait, in the order in which they were handed in.</param>
/// <param name="UnderWay">The run that was planned last, as long as it has not ended; null when none is under way.</param>
/// <param name="LastStart">When a run was last planned; null when none was.</param>
public sealed record WatchSituation(IReadOnlyList<PendingCause> Pending, string? UnderWay, DateTimeOffset? LastStart);
