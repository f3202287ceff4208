namespace Rampart.Coordination;

/// <summary>How the coordinator feeds the queues.</summary>
/// <param name="Window">How many items of one run may be on the queues or under way at once, at least 1.</param>
public sealed record CoordinationOptions(int Window);
