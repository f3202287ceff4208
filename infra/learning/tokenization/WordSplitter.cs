using System.Globalization;
using System.Text;

namespace Rampart.Learning.Tokenization;

/// <summary>Cuts text into the pieces within which merges happen, as the regular expression of GPT-2 does:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>.</summary>
/// <remarks>Written out because .NET's expressions see UTF-16 units, where letters beyond the basic plane are no letters.</remarks>
internal static class WordSplitter
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The pieces in order; joined they are the text.</summary>
    public static IEnumerable<string> Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = End(text, start);
            yield return text[start..end];
            start = end;
        }
    }

    private static int End(string text, int start)
    {
        foreach (string contraction in Contractions)
        {
            if (string.CompareOrdinal(text, start, contraction, 0, contraction.Length) == 0)
            {
                return start + contraction.Length;
            }
        }

        int first = text[start] == ' ' && start + 1 < text.Length && KindAt(text, start + 1, out _) != Kind.Space ? start + 1 : start;
        var kind = KindAt(text, first, out int width);
        int end = first + width;
        int lastStart = first;
        while (end < text.Length && KindAt(text, end, out width) == kind)
        {
            lastStart = end;
            end += width;
        }

        // Space before a word leaves its last character to the word.
        return kind == Kind.Space && end < text.Length && lastStart > start ? lastStart : end;
    }

    private static Kind KindAt(string text, int at, out int width)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            width = 1;
            return Kind.Other;
        }

        width = rune.Utf16SequenceLength;
        return Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
