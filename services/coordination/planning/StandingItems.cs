using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>The items of a run that have a result.</summary>
public static class StandingItems
{
    /// <summary>They in the order in which they got it: for one that was lost and made again, the new one.</summary>
    /// <param name="events">The run's log.</param>
    public static IReadOnlyList<ItemCompleted> Of(IEnumerable<RunEvent> events)
    {
        // What came again without a loss in between said nothing new, as in the fold.
        var standing = new Dictionary<ItemId, (long Place, ItemCompleted Item)>();
        RunState state = RunState.Empty;
        foreach ((int place, RunEvent happened) in events.Index())
        {
            state = state.Apply(happened);
            if (happened is ItemCompleted completed)
            {
                standing.TryAdd(new ItemId(completed.Stage, completed.Item), (place, completed));
            }
            else if (happened is ItemLost lost)
            {
                standing.Remove(new ItemId(lost.Stage, lost.Item));
            }
        }
        return
        [
            .. standing.Values.Where(found => state[found.Item.Stage].Finished.ContainsKey(found.Item.Item))
                .OrderBy(found => found.Place).Select(found => found.Item),
        ];
    }
}
