namespace Rampart.Coordination;

/// <summary>How much a run weighs against others: a run of priority 20 gets twice the places on the queues of one with 10.</summary>
public static class RunPriority
{
    /// <summary>The least weight.</summary>
    public const int Least = 1;

    /// <summary>The weight of a run of which nobody says otherwise.</summary>
    public const int Usual = 10;

    /// <summary>The greatest weight.</summary>
    public const int Most = 100;

    /// <summary>Returns the priority if it is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static int Check(int priority) => priority is >= Least and <= Most
        ? priority
        : throw new ArgumentOutOfRangeException(nameof(priority), priority, $"A run's priority is a number from {Least} to {Most}; {Usual} is usual.");
}
