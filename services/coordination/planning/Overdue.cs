namespace Rampart.Coordination.Planning;

/// <summary>Tells which items have been outstanding for suspiciously long: their order or their answer may be lost.</summary>
public static class Overdue
{
    const int MostDoublings = 16;

    /// <summary>
    /// The items ordered longer ago than <paramref name="patience"/>, in the order in which they were ordered. Patience doubles each time
    /// that an item is ordered again, since an item may as well be waiting behind many others, and every copy makes that worse.
    /// </summary>
    public static IReadOnlyList<OutstandingItem> Of(Outstanding outstanding, DateTimeOffset now, TimeSpan patience) =>
    [
        .. outstanding.Items
            .Where(item => now - item.Since > patience * Math.Pow(2, Math.Min(item.Times - 1, MostDoublings)))
            .OrderBy(item => item.Since)
            .ThenBy(item => item.Order.Stage, StringComparer.Ordinal)
            .ThenBy(item => item.Order.Item, StringComparer.Ordinal),
    ];
}
