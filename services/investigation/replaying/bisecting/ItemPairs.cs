using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>The items of two runs side by side.</summary>
static class ItemPairs
{
    /// <summary>Pairs items of the same stage and name, in the order of the first run; what only the second has comes last.</summary>
    public static IReadOnlyList<ItemPair> Of(IReadOnlyList<RecordedItem> there, IReadOnlyList<RecordedItem> here)
    {
        var left = new OrderedDictionary<(string, string), RecordedItem>();
        foreach (RecordedItem item in here)
        {
            left.TryAdd((item.Order.Stage, item.Order.Item), item);
        }
        var pairs = new List<ItemPair>();
        foreach (RecordedItem item in there)
        {
            left.Remove((item.Order.Stage, item.Order.Item), out RecordedItem? counterpart);
            pairs.Add(new ItemPair(item, counterpart));
        }
        pairs.AddRange(left.Values.Select(item => new ItemPair(null, item)));
        return pairs;
    }
}

/// <summary>An item of two runs.</summary>
/// <param name="There">In the first run; null when it is not there.</param>
/// <param name="Here">In the second run; null when it is not there.</param>
sealed record ItemPair(RecordedItem? There, RecordedItem? Here)
{
    /// <summary>Whether both are the same work.</summary>
    public bool IsSameWork => There is not null && There.Order.ExecutionKey == Here?.Order.ExecutionKey;

    /// <summary>Whether both are the same work with the same outcome.</summary>
    public bool IsEqual => IsSameWork && (There!.Outputs, Here!.Outputs) switch
    {
        ({ } one, { } other) => one.SequenceEqual(other),
        (null, null) => There.Failure == Here.Failure,
        _ => false,
    };
}
