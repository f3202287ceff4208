using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>Decides which results are verified next. Like the planner a function of state and what is outstanding.</summary>
public static class Verifications
{
    /// <summary>How many can be ordered now that are not outstanding.</summary>
    /// <param name="state">The run.</param>
    /// <param name="outstanding">The verifications that were ordered and not heard of since.</param>
    public static int Ready(RunState state, Outstanding outstanding) =>
        IsHeld(state) ? 0 : Math.Max(0, state.Verification.Pending.Count - outstanding.Count);

    /// <summary>The results to verify now, with their execution keys, in the order of their names.</summary>
    /// <param name="state">The run.</param>
    /// <param name="outstanding">The verifications that were ordered and not heard of since.</param>
    /// <param name="most">How many may be ordered at most.</param>
    public static IReadOnlyList<KeyValuePair<ItemId, string>> Choose(RunState state, Outstanding outstanding, int most) =>
        IsHeld(state) ? [] : [.. state.Verification.Pending.Where(pending => outstanding[pending.Key] is null).Take(most)];

    /// <summary>Whether this work's result is waited for to be verified.</summary>
    public static bool Wants(RunState state, ItemId item, string executionKey) =>
        state.Ending is null && state.Verification.Pending.TryGetValue(item, out string? key) && key == executionKey;

    /// <summary>The failure that ends the run: the first in the order of names.</summary>
    internal static Failure? Failure(RunState state) => state.Verification.Disagreed.Values.FirstOrDefault()?.Failure;

    // An artifact that was lost may be an input of what is to be verified; until it is made again, asking is in vain.
    static bool IsHeld(RunState state) => state.Ending is not null || state.Losses.Keys.Any(lost => !state.IsFinished(lost));
}
