namespace Rampart.Coordination.Planning;

/// <summary>Divides the places on the queues among runs.</summary>
public static class CreditShares
{
    /// <summary>
    /// The places of each run: in proportion to their priorities, never more than a run can use, at least one for each that can use one.
    /// What one run does not use goes to the others. The sum exceeds <paramref name="window"/> only when there are more runs than places.
    /// </summary>
    /// <param name="window">How many places there are, at least 1.</param>
    /// <param name="runs">The runs; those that stand first win ties.</param>
    public static IReadOnlyList<int> Of(int window, IReadOnlyList<CreditClaim> runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var shares = runs.Select(run => Math.Min(1, run.Demand)).ToArray();
        // The next place goes to the run that would have the fewest places for its priority with it (D'Hondt's method).
        var next = new PriorityQueue<int, (double PerPriority, int Run)>();
        for (var run = 0; run < runs.Count; run++)
        {
            Stand(run);
        }
        for (var left = window - shares.Sum(); left > 0 && next.TryDequeue(out var run, out _); left--)
        {
            shares[run]++;
            Stand(run);
        }
        return shares;

        void Stand(int run)
        {
            if (shares[run] < runs[run].Demand)
            {
                next.Enqueue(run, ((shares[run] + 1) / (double)Math.Max(1, runs[run].Priority), run));
            }
        }
    }
}

/// <summary>What a run can use.</summary>
/// <param name="Priority">Its weight; anything below 1 counts as 1.</param>
/// <param name="Demand">How many places it can use, outstanding items included.</param>
public readonly record struct CreditClaim(int Priority, int Demand);
