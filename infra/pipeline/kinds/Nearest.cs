namespace Rampart.Pipeline;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    const int LongestWord = 64;

    /// <summary>The known word with the least edit distance (swapped neighbours count once), or null when none is near.</summary>
    public static string? Of(string word, IEnumerable<string> known)
    {
        var nearest = known
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.candidate is not null && nearest.distance <= Math.Max(2, word.Length / 3) && nearest.distance < word.Length
            ? nearest.candidate
            : null;
    }

    /// <summary>The end of a message about an unknown word: the nearest one, or all there are.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var words = known.Distinct(StringComparer.Ordinal).ToList();
        if (Of(word, words) is { } nearest)
        {
            return $"; did you mean \"{nearest}\"?";
        }
        return words.Count == 0 ? "; none is known here." : $"; known are {string.Join(", ", words.Order(StringComparer.Ordinal))}.";
    }

    static int Distance(string a, string b)
    {
        if (a.Length > LongestWord || b.Length > LongestWord)
        {
            return int.MaxValue;
        }
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(cost[i - 1, j - 1] + change, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }
        return cost[a.Length, b.Length];
    }
}
