using System.Text.RegularExpressions;

namespace Rampart.Learning.Metrics;

/// <summary>The form in which VQA answers are compared, as the VQA v2 evaluation makes it: punctuation, numbers, articles, contractions.</summary>
/// <remarks>The published code leaves the human answers as they are where all of them agree; here both sides are always normalised.</remarks>
public static partial class VqaNormalization
{
    private const string Punctuation = ";/[]\"{}()=+\\_-><@`,?!";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["none"] = "0", ["zero"] = "0", ["one"] = "1", ["two"] = "2", ["three"] = "3", ["four"] = "4", ["five"] = "5", ["six"] = "6",
        ["seven"] = "7", ["eight"] = "8", ["nine"] = "9", ["ten"] = "10", ["a"] = "", ["an"] = "", ["the"] = "",
    };

    private static readonly Dictionary<string, string> Contractions = Misspelt(
        "ain't aren't can't could've couldn't couldn't've didn't doesn't don't hadn't hadn't've hasn't haven't he'd he'd've he's how'd how'll " +
        "how's isn't it'd it'd've it'll ma'am mightn't mightn't've might've mustn't must've needn't not've o'clock oughtn't 'ow's'at shan't " +
        "she'd've should've shouldn't shouldn't've somebody'd've somebody'll somebody's someone'd someone'd've someone'll someone's " +
        "something'd something'd've something'll that's there'd there'd've there're there's they'd they'd've they'll they're they've 'twas " +
        "wasn't we'd've we've weren't what'll what're what's what've when's where'd where's where've who'd who'd've who'll who's who've " +
        "why'll why're why's won't would've wouldn't wouldn't've y'all y'all'll y'all'd've you'd you'd've you'll you're you've");

    /// <summary>The normal form; empty for an answer of articles and punctuation only.</summary>
    public static string Of(string answer)
    {
        string text = WithoutPunctuation(answer.Replace('\n', ' ').Replace('\t', ' ').Trim());
        IEnumerable<string> words = text.ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Words.GetValueOrDefault(word, word))
            .Where(word => word.Length > 0)
            .Select(word => Contractions.GetValueOrDefault(word, word));
        return string.Join(' ', words);
    }

    // A mark beside a space goes without a trace, one inside a word leaves a space; "1,000" makes every mark go without a trace.
    private static string WithoutPunctuation(string answer)
    {
        bool hasThousands = Thousands().IsMatch(answer);
        string text = answer;
        foreach (char mark in Punctuation)
        {
            bool goes = hasThousands || answer.Contains($"{mark} ", StringComparison.Ordinal) || answer.Contains($" {mark}", StringComparison.Ordinal);
            text = text.Replace(mark.ToString(), goes ? "" : " ", StringComparison.Ordinal);
        }

        return FullStop().Replace(text, "");
    }

    // The known misspellings leave out one of a contraction's apostrophes.
    private static Dictionary<string, string> Misspelt(string contractions)
    {
        var right = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string word in contractions.Split(' '))
        {
            for (int place = word.IndexOf('\''); place >= 0; place = word.IndexOf('\'', place + 1))
            {
                right[word.Remove(place, 1)] = word;
            }
        }

        return right;
    }

    [GeneratedRegex(@"\d,\d", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\.(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex FullStop();
}
