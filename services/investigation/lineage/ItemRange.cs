using System.Globalization;

namespace Rampart.Investigation;

/// <summary>Names many items in few words.</summary>
public static class ItemRange
{
    const int MostRanges = 4;

    /// <summary>For example <c>shard-000..shard-999</c>, or <c>segment-01, segment-03..segment-07</c>; what does not fit is counted.</summary>
    /// <param name="names">The names, in an order in which neighbours stand together.</param>
    public static string Of(IEnumerable<string> names)
    {
        var ranges = new List<(string First, string Last)>();
        foreach (string name in names)
        {
            if (ranges.Count > 0 && Follows(ranges[^1].Last, name))
            {
                ranges[^1] = (ranges[^1].First, name);
            }
            else
            {
                ranges.Add((name, name));
            }
        }
        string shown = string.Join(", ", ranges.Take(MostRanges).Select(range => range.First == range.Last ? range.First : $"{range.First}..{range.Last}"));
        return ranges.Count <= MostRanges ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {ranges.Count - MostRanges} more ranges");
    }

    static bool Follows(string one, string next) =>
        Split(one) is var (prefix, number) && Split(next) is var (nextPrefix, nextNumber) && prefix.SequenceEqual(nextPrefix) && nextNumber == number + 1;

    static (string Prefix, long Number) Split(string name)
    {
        int digits = name.Length - name.AsSpan().TrimEnd("0123456789").Length;
        return long.TryParse(name.AsSpan(name.Length - digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? (name[..^digits], number)
            : (name, long.MinValue);
    }
}
