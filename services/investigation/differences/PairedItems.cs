using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>The finished items of two runs side by side, in topological order: stages as they first had results, items by name.</summary>
sealed class PairedItems
{
    readonly List<(string Stage, List<(ItemCompleted? There, ItemCompleted? Here)> Items)> _stages;

    PairedItems(List<(string, List<(ItemCompleted?, ItemCompleted?)>)> stages) => _stages = stages;

    public static PairedItems Of(RunReading there, RunReading here)
    {
        Dictionary<ItemId, ItemCompleted> right = here.Items.ToDictionary(Id);
        // A stage has no result before all that it refers to are complete, so the order of first results is a topological one.
        var stages = new OrderedDictionary<string, List<(ItemCompleted? There, ItemCompleted? Here)>>(StringComparer.Ordinal);
        foreach (ItemCompleted item in there.Items)
        {
            Items(item.Stage).Add((item, right.Remove(Id(item), out ItemCompleted? counterpart) ? counterpart : null));
        }
        foreach (ItemCompleted item in here.Items.Where(item => right.ContainsKey(Id(item))))
        {
            Items(item.Stage).Add((null, item));
        }
        return new PairedItems([.. stages.Select(stage => (stage.Key, Sorted(stage.Value)))]);

        List<(ItemCompleted?, ItemCompleted?)> Items(string stage)
        {
            if (!stages.TryGetValue(stage, out List<(ItemCompleted?, ItemCompleted?)>? items))
            {
                stages.Add(stage, items = []);
            }
            return items;
        }
    }

    public IReadOnlyList<StageDifference> Stages() =>
    [
        .. _stages.Select(stage => new StageDifference(
            stage.Stage,
            stage.Items.Count(pair => pair is { There: { } there, Here: { } here } && there.ExecutionKey == here.ExecutionKey),
            stage.Items.Count(pair => pair is { There: { } there, Here: { } here } && there.ExecutionKey != here.ExecutionKey),
            Names(stage.Items.Where(pair => pair.Here is null).Select(pair => pair.There!)),
            Names(stage.Items.Where(pair => pair.There is null).Select(pair => pair.Here!)))),
    ];

    /// <summary>The first item that both have with different identities.</summary>
    public (ItemCompleted There, ItemCompleted Here)? FirstOther()
    {
        foreach ((ItemCompleted? there, ItemCompleted? here) in _stages.SelectMany(stage => stage.Items))
        {
            if (there is not null && here is not null && there.ExecutionKey != here.ExecutionKey)
            {
                return (there, here);
            }
        }
        return null;
    }

    /// <summary>The items that both have with the same identity and other outputs.</summary>
    public IEnumerable<(ItemCompleted There, ItemCompleted Here)> SameWorkOtherOutputs() =>
        from stage in _stages
        from pair in stage.Items
        where pair.There is not null && pair.Here is not null && pair.There.ExecutionKey == pair.Here.ExecutionKey
        where !pair.There.Outputs.SequenceEqual(pair.Here.Outputs)
        select (pair.There, pair.Here);

    static List<(ItemCompleted? There, ItemCompleted? Here)> Sorted(IEnumerable<(ItemCompleted? There, ItemCompleted? Here)> items) =>
        [.. items.OrderBy(pair => (pair.There ?? pair.Here)!.Item, StringComparer.Ordinal)];

    static string? Names(IEnumerable<ItemCompleted> items) => ItemRange.Of(items.Select(item => item.Item)) is { Length: > 0 } names ? names : null;

    static ItemId Id(ItemCompleted item) => new(item.Stage, item.Item);
}
