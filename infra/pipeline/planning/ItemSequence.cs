using System.Collections;

namespace Rampart.Pipeline.Planning;

/// <summary>Items that are stated when they are looked at, each time anew, so that a fan-out of a million weighs next to nothing.</summary>
/// <param name="count">How many there are.</param>
/// <param name="state">States the item at a place, from 0; pure.</param>
public sealed class ItemSequence(int count, Func<int, PlannedItem> state) : IReadOnlyList<PlannedItem>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public PlannedItem this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return state(index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<PlannedItem> GetEnumerator()
    {
        for (var place = 0; place < count; place++)
        {
            yield return state(place);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
