using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>Compares two lists of named values.</summary>
static class ValueDifferences
{
    /// <summary>What has another value, or stands on one side only, in the order of the first list; what only the second has comes last.</summary>
    public static IReadOnlyList<Cause> Between(IEnumerable<KeyValuePair<string, string>> there, IEnumerable<KeyValuePair<string, string>> here)
    {
        var right = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in here)
        {
            right.TryAdd(name, value);
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var differences = new List<Cause>();
        foreach ((string name, string value) in there.Where(entry => seen.Add(entry.Key)))
        {
            if (right.GetValueOrDefault(name) is var counterpart && counterpart != value)
            {
                differences.Add(new Cause(name, value, counterpart));
            }
        }
        return [.. differences, .. right.Where(entry => !seen.Contains(entry.Key)).Select(entry => new Cause(entry.Key, null, entry.Value))];
    }
}
