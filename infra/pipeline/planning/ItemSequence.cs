using System.Collections;

namespace Rampart.Pipeline.Planning;

/// <summary>Items that are stated when they are looked at, each time anew, so that a fan-out of a million weighs next to nothing.</summary>
/// <param name="count">How many there are.</param>
/// <param name="name">The name of the item at a place, from 0; pure.</param>
/// <param name="state">States the item of this name at a place; pure.</param>
public sealed class ItemSequence(int count, Func<int, string> name, Func<int, string, PlannedItem> state) : IReadOnlyList<PlannedItem>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public PlannedItem this[int index] => state(Check(index), name(index));

    /// <summary>The name of the item at a place of a list, without stating the item where that can be helped.</summary>
    public static string NameOf(IReadOnlyList<PlannedItem> items, int place) =>
        items is ItemSequence sequence ? sequence.NameAt(place) : items[place].Name;

    /// <inheritdoc/>
    public IEnumerator<PlannedItem> GetEnumerator()
    {
        for (var place = 0; place < count; place++)
        {
            yield return this[place];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string NameAt(int place) => name(Check(place));

    int Check(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, count);
        return place;
    }
}
