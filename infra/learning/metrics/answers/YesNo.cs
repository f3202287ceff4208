namespace Rampart.Learning.Metrics;

/// <summary>Reads generated answers to yes-no questions as POPE does.</summary>
public static class YesNo
{
    private static readonly HashSet<string> Negations = new(StringComparer.OrdinalIgnoreCase) { "no", "not" };

    /// <summary>Whether an answer means yes: its first sentence holds neither "no" nor "not" as a word. Anything else counts as yes, as published.</summary>
    public static bool IsYes(string answer)
    {
        int end = answer.IndexOf('.', StringComparison.Ordinal);
        string sentence = (end < 0 ? answer : answer[..end]).Replace(",", "", StringComparison.Ordinal);
        return !sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(Negations.Contains);
    }
}
