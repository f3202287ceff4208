namespace Rampart.Learning.Metrics;

/// <summary>Counts runs of words.</summary>
internal static class NGrams
{
    /// <summary>The longest run that caption metrics look at.</summary>
    public const int Longest = 4;

    /// <summary>How often each run of words occurs, by length: element 0 counts single words.</summary>
    public static Dictionary<string, int>[] Count(IReadOnlyList<string> words)
    {
        var counts = new Dictionary<string, int>[Longest];
        for (int length = 1; length <= Longest; length++)
        {
            var runs = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int start = 0; start + length <= words.Count; start++)
            {
                // Words hold no space, so joined runs differ when their words do.
                string run = string.Join(' ', words.Skip(start).Take(length));
                runs[run] = runs.GetValueOrDefault(run) + 1;
            }

            counts[length - 1] = runs;
        }

        return counts;
    }
}
