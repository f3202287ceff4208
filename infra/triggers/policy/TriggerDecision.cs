namespace Rampart.Triggers;

/// <summary>What to do about the causes of a watch.</summary>
public abstract record TriggerDecision
{
    TriggerDecision()
    {
    }

    /// <summary>Nothing waits.</summary>
    public sealed record Nothing : TriggerDecision;

    /// <summary>A run starts now, with all causes that wait.</summary>
    /// <param name="Why">Which rule was met, in words.</param>
    public sealed record Start(string Why) : TriggerDecision;

    /// <summary>What waits, waits on.</summary>
    /// <param name="Until">When a run will start if nothing else happens; null when that depends on the run that is under way.</param>
    /// <param name="Why">For what it waits, in words.</param>
    public sealed record Wait(DateTimeOffset? Until, string Why) : TriggerDecision;
}
