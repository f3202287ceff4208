using System.Text.RegularExpressions;

namespace Rampart.Hosting;

/// <summary>Secrets that nobody has named, known by what stands around them.</summary>
static partial class SecretSurroundings
{
    const int Longest = 1000;

    public static string Apply(string text)
    {
        // Most lines hold nothing of the kind, and looking for two characters is much cheaper than four expressions.
        if (!text.AsSpan().ContainsAny('=', '@') && !text.Contains("assword", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }
        text = UserInfo().Replace(text, SecretMask.Mark);
        text = NamedValue().Replace(text, SecretMask.Mark);
        text = JsonValue().Replace(text, SecretMask.Mark);
        return Signature().Replace(text, SecretMask.Mark);
    }

    // amqp://user:SECRET@host
    [GeneratedRegex(@"(?<=://[^/\s:@""]*:)[^@\s""/]+(?=@)", RegexOptions.None, matchTimeoutMilliseconds: Longest)]
    private static partial Regex UserInfo();

    // AccountKey=SECRET;  Password = SECRET }
    [GeneratedRegex(
        @"(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|SasToken|Password|Pwd)\s*=\s*)[^\s;,""}]+",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: Longest)]
    private static partial Regex NamedValue();

    // "password": "SECRET"
    [GeneratedRegex(
        @"(?<=""(?:\w*password|connection_?string|sas_?token)""\s*:\s*"")(?:[^""\\]|\\.)+",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: Longest)]
    private static partial Regex JsonValue();

    // ?sv=2023-01-03&sig=SECRET
    [GeneratedRegex(@"(?<=[?&;]sig=)[^&\s"";]+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: Longest)]
    private static partial Regex Signature();
}
