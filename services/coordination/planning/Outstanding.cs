using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>The items of a run that were ordered and not heard of since. Not safe for several threads.</summary>
public sealed class Outstanding
{
    readonly Dictionary<ItemId, OutstandingItem> _items = [];
    readonly Dictionary<string, int> _perStage = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<OutstandingItem> Items => _items.Values;

    /// <summary>The item, if it is outstanding.</summary>
    public OutstandingItem? this[ItemId id] => _items.GetValueOrDefault(id);

    /// <summary>How many of a stage's items are outstanding.</summary>
    public int CountOf(string stage) => _perStage.GetValueOrDefault(stage);

    /// <summary>Notes that an item has been ordered; once more if it had been before.</summary>
    public void Add(WorkOrder order, DateTimeOffset now)
    {
        var id = new ItemId(order.Stage, order.Item);
        if (!_items.TryGetValue(id, out var before))
        {
            _perStage[order.Stage] = CountOf(order.Stage) + 1;
        }
        _items[id] = new OutstandingItem(order, now, (before?.Times ?? 0) + 1);
    }

    /// <summary>Forgets an item that has been heard of.</summary>
    public void Remove(ItemId id)
    {
        if (_items.Remove(id))
        {
            _perStage[id.Stage]--;
        }
    }

    /// <summary>Forgets every item that this holds for.</summary>
    public void RemoveWhere(Func<ItemId, bool> condition)
    {
        foreach (var id in _items.Keys.Where(condition).ToList())
        {
            Remove(id);
        }
    }
}

/// <summary>An item that was ordered and not heard of since.</summary>
/// <param name="Order">The order.</param>
/// <param name="Since">When it was ordered last.</param>
/// <param name="Times">How often it was ordered.</param>
public sealed record OutstandingItem(WorkOrder Order, DateTimeOffset Since, int Times);
