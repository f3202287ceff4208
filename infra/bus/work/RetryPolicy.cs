namespace Rampart.Bus;

/// <summary>How long to wait before a work item that failed for a passing reason is tried again; one entry per further attempt.</summary>
public sealed record RetryPolicy(IReadOnlyList<TimeSpan> Pauses)
{
    /// <summary>Eleven further attempts within about four minutes, which a restart of a broker or of a blob server takes at most.</summary>
    public static RetryPolicy Default { get; } = new([.. new[] { 0.2, 1, 2, 4, 8, 15, 30, 45, 45, 45, 45 }.Select(seconds => TimeSpan.FromSeconds(seconds))]);

    /// <summary>
    /// The pause before a further attempt: up to a quarter shorter or longer than the policy says, so that items that failed together do
    /// not come back together. It follows from the item and the attempt.
    /// </summary>
    public TimeSpan Pause(int attempt, string executionKey) => Pauses[attempt] * Jitter.Of(attempt, executionKey);
}
