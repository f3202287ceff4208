using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rampart.Hosting;

/// <summary>The forms in which a secret may turn up.</summary>
static class SecretForms
{
    static readonly string[] SecretParts = ["AccountKey", "SharedAccessSignature", "sig"];

    /// <summary>The secrets that a setting holds: all of it, or the password of a URI; and each secret part of a connection string or token.</summary>
    public static IEnumerable<string> Within(string value, bool isSecret)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Split(':', 2) is [_, { Length: > 0 } password])
        {
            yield return Uri.UnescapeDataString(password);
        }
        if (!isSecret)
        {
            yield break;
        }
        yield return value;
        foreach (string[] part in value.Split(';', '&', '?').Select(part => part.Split('=', 2)).Where(part => part.Length == 2))
        {
            if (SecretParts.Contains(part[0].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                yield return Uri.UnescapeDataString(part[1]);
            }
        }
    }

    /// <summary>The secret as it is, in a URI, in JSON, and in JSON as part of a text that quotes it.</summary>
    public static IEnumerable<string> Of(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        JsonEncodedText.Encode(secret).Value,
        Escape(secret),
        Escape(Escape(secret)),
    ];

    static string Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
}
