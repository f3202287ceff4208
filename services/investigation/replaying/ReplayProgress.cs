namespace Rampart.Investigation.Replaying;

/// <summary>How far a replay is.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items in all, as far as known.</param>
/// <param name="Stage">The stage of the item that was done last.</param>
/// <param name="Item">That item.</param>
public readonly record struct ReplayProgress(int Done, int Total, string Stage, string Item);
