namespace Rampart.Bus;

/// <summary>How long to wait before a work item that failed for a passing reason is tried again; one entry per further attempt.</summary>
public sealed record RetryPolicy(IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>Three further attempts, after 0.2 s, 1 s and 5 s.</summary>
    public static RetryPolicy Default { get; } = new([TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)]);
}
