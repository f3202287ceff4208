using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages;

/// <summary>
/// The artifacts of a list whose roles are a number between two fixed words, as <c>train/003/pixels</c>: found once, then named by their
/// place in the ordinal order of numbers. It weighs four bytes an artifact, so that a plan of a million shards stays light.
/// </summary>
public sealed class NumberedArtifacts
{
    private readonly IReadOnlyList<NamedArtifact> _artifacts;
    private readonly string _before;
    private readonly string _after;
    private readonly int[] _places;

    /// <summary>Finds them.</summary>
    /// <param name="artifacts">The list.</param>
    /// <param name="before">What stands before the number.</param>
    /// <param name="after">What stands after it.</param>
    public NumberedArtifacts(IReadOnlyList<NamedArtifact> artifacts, string before, string after)
    {
        (_artifacts, _before, _after) = (artifacts, before, after);
        var places = new List<int>();
        bool sorted = true;
        for (int place = 0; place < artifacts.Count; place++)
        {
            if (IsMeant(PackedArtifacts.RoleOf(artifacts, place)))
            {
                sorted &= places.Count == 0 || Number(places[^1]).SequenceCompareTo(Number(place)) < 0;
                places.Add(place);
            }
        }

        _places = [.. places];
        if (!sorted)
        {
            Array.Sort(_places, (one, other) => Number(one).SequenceCompareTo(Number(other)));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _places.Length;

    /// <summary>The number at a place.</summary>
    public string this[int place] => Number(_places[place]).ToString();

    /// <summary>The artifact at a place.</summary>
    public ArtifactRef At(int place) => _artifacts[_places[place]].Artifact;

    /// <summary>The artifact with this number; null when there is none.</summary>
    /// <param name="number">The number.</param>
    /// <param name="near">Where it probably is: lists of the same shards have the same places.</param>
    public ArtifactRef? Find(string number, int near)
    {
        if (near < Count && Number(_places[near]).SequenceEqual(number))
        {
            return At(near);
        }

        int found = Array.BinarySearch(_places, -1, Comparer<int>.Create((place, _) => Number(place).SequenceCompareTo(number)));
        return found >= 0 ? At(found) : null;
    }

    private ReadOnlySpan<char> Number(int place) => PackedArtifacts.RoleOf(_artifacts, place).AsSpan()[_before.Length..^_after.Length];

    private bool IsMeant(string role) =>
        role.Length > _before.Length + _after.Length && role.StartsWith(_before, StringComparison.Ordinal) && role.EndsWith(_after, StringComparison.Ordinal);
}
