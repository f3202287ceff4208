using System.Text;

namespace Rampart.Learning.Metrics;

/// <summary>Compares generated answers with the expected ones: equal after lower-casing, dropping punctuation and articles, and joining white space.</summary>
public static class AnswerAccuracy
{
    private static readonly HashSet<string> Articles = ["a", "an", "the"];

    /// <summary>Whether the two answers say the same.</summary>
    public static bool Matches(string generated, string expected) =>
        string.Equals(Normalize(generated), Normalize(expected), StringComparison.Ordinal);

    /// <summary>The share of matching answers.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Accuracy Of(IReadOnlyList<string> generated, IReadOnlyList<string> expected)
    {
        if (generated.Count != expected.Count)
        {
            throw new ArgumentException($"{generated.Count} generated answers cannot be compared with {expected.Count} expected ones.", nameof(generated));
        }

        return Accuracy.Of(generated.Zip(expected, Matches));
    }

    /// <summary>The form in which answers are compared. An apostrophe joins ("it's" is "its"), any other punctuation parts words, and
    /// articles go unless nothing else is left.</summary>
    public static string Normalize(string answer)
    {
        var text = new StringBuilder(answer.Length);
        foreach (char letter in answer)
        {
            if (letter is not ('\'' or '\u2019'))
            {
                text.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
            }
        }

        string[] words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] kept = [.. words.Where(word => !Articles.Contains(word))];
        return string.Join(' ', kept.Length > 0 ? kept : words);
    }
}
