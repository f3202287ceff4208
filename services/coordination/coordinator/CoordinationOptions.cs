using System.ComponentModel.DataAnnotations;

namespace Rampart.Coordination;

/// <summary>How the coordinator feeds the queues and watches over runs. It binds to <c>Rampart:Coordination</c>.</summary>
public sealed record CoordinationOptions
{
    /// <summary>How many items of all runs together may be on the queues or under way at once; shared by the runs' priorities, at least one each.</summary>
    [Range(1, 10_000)]
    public int Window { get; init; } = 64;

    /// <summary>How often to look for runs that nobody has in hand and for items that are overdue.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LookAround { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an item may be outstanding before its result is looked for and, if there is none, it is ordered again; doubles with each order.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(30);
}
