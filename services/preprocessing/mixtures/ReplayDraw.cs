using Rampart.Learning.Randomness;

namespace Rampart.Preprocessing;

/// <summary>
/// Draws samples by lot: each has a number that follows from the seed and its own id, and the lowest ones win. So a draw of more contains
/// the draw of fewer, and what arrives later changes nothing but what it displaces.
/// </summary>
internal static class ReplayDraw
{
    private const string Purpose = "replay";

    /// <summary>The places of the winners, the luckiest first.</summary>
    /// <param name="ids">The samples.</param>
    /// <param name="count">How many are drawn; all if there are fewer.</param>
    /// <param name="seed">The seed.</param>
    public static int[] Winners(IReadOnlyList<long> ids, int count, ulong seed) =>
    [
        .. ids.Select((id, place) => (Lot: new SampleRandom(seed, Purpose, (ulong)id).NextUInt64(), Id: id, Place: place))
            .OrderBy(sample => sample.Lot)
            .ThenBy(sample => sample.Id)
            .Take(count)
            .Select(sample => sample.Place),
    ];
}
