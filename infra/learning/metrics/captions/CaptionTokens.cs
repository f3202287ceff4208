using System.Text.RegularExpressions;

namespace Rampart.Learning.Metrics;

/// <summary>
/// The words of a caption as caption metrics count them: lower case, without punctuation, contractions in two (<c>isn't</c> is <c>is n't</c>),
/// hyphenated words and decimal numbers in one. This is what the Penn Treebank tokenizer of the COCO evaluation makes of plain captions;
/// of its rules for quotes, abbreviations and currencies nothing is imitated.
/// </summary>
public static partial class CaptionTokens
{
    /// <summary>The words, in order.</summary>
    public static IReadOnlyList<string> Of(string caption)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(caption.ToLowerInvariant().Replace('\u2019', '\'')))
        {
            Match contraction = Contraction().Match(match.Value);
            if (contraction.Success)
            {
                words.Add(match.Value[..contraction.Index]);
                words.Add(contraction.Value);
            }
            else
            {
                words.Add(match.Value);
            }
        }

        return words;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:(?:[-']|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=.)(?:n't|'s|'re|'ve|'ll|'d|'m)$", RegexOptions.CultureInvariant)]
    private static partial Regex Contraction();
}
