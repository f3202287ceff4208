namespace Rampart.Learning.Data;

/// <summary>
/// Finds images whose hash is near. Hashes are kept by their number of set bits: those that differ in few bits differ little in it, so only
/// a few of these groups are looked through.
/// </summary>
/// <param name="distance">The most bits that may differ, from 0.</param>
public sealed class SimilarImages(int distance)
{
    private readonly List<(PerceptualHash Hash, long Id)>[] _groups = [.. Enumerable.Range(0, PerceptualHash.Bits + 1).Select(_ => new List<(PerceptualHash, long)>())];

    /// <summary>Adds an image.</summary>
    public void Add(PerceptualHash hash, long id) => _groups[hash.SetBits].Add((hash, id));

    /// <summary>The nearest image within the distance, the one with the smallest number among equally near ones; null when there is none.</summary>
    public (long Id, int Distance)? Find(PerceptualHash hash)
    {
        (long Id, int Distance)? best = null;
        for (int group = Math.Max(0, hash.SetBits - distance); group <= Math.Min(PerceptualHash.Bits, hash.SetBits + distance); group++)
        {
            foreach ((PerceptualHash other, long id) in _groups[group])
            {
                int apart = hash.Distance(other);
                if (apart <= distance && (best is not { } found || apart < found.Distance || (apart == found.Distance && id < found.Id)))
                {
                    best = (id, apart);
                }
            }
        }

        return best;
    }
}
