namespace Rampart.Bus.RabbitMq;

/// <summary>When an endpoint counts as deaf.</summary>
public sealed record DeafnessOptions
{
    /// <summary>How often to look.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an endpoint may hear nothing while the broker answers. MassTransit tries again after 31 seconds at most when the broker was away.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long the process may take to stop in order, before it is ended.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The exit code, as sysexits.h has it for a passing failure.</summary>
    public int ExitCode { get; init; } = 75;
}
