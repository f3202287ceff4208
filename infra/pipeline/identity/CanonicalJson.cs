using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rampart.Pipeline;

/// <summary>
/// One text per JSON value (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes a double,
/// strings with the fewest escapes. Whoever hashes the same value gets the same digest, in any language.
/// </summary>
public static class CanonicalJson
{
    const int Deepest = 64;
    static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./ ");

    /// <summary>The canonical text of a value, UTF-8.</summary>
    /// <exception cref="ArgumentException">
    /// The value has no such text: a key twice, half a surrogate pair, a number that no double holds, or more than 64 levels.
    /// </exception>
    public static byte[] Bytes(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Appends the canonical text of a value; see <see cref="Bytes"/>.</summary>
    internal static void Append(StringBuilder text, JsonElement value) => Append(text, value, 0);

    static void Append(StringBuilder text, JsonElement value, int depth)
    {
        if (depth > Deepest)
        {
            throw new ArgumentException($"The JSON is nested deeper than {Deepest} levels. Flatten it.");
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value, depth);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    text.Append(index > 0 ? "," : "");
                    Append(text, element, depth + 1);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value));
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                text.Append(value.GetRawText());
                break;
            default:
                throw new ArgumentException("A JSON value is undefined. Give every parameter a value.");
        }
    }

    static void AppendObject(StringBuilder text, JsonElement value, int depth)
    {
        var properties = value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).ToList();
        text.Append('{');
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0 && properties[i].Name == properties[i - 1].Name)
            {
                throw new ArgumentException($"The JSON key \"{properties[i].Name}\" stands twice in one object. Keep one.");
            }
            text.Append(i > 0 ? "," : "");
            AppendString(text, properties[i].Name);
            text.Append(':');
            Append(text, properties[i].Value, depth + 1);
        }
        text.Append('}');
    }

    static string Number(JsonElement value)
    {
        var number = value.GetDouble();
        var raw = value.GetRawText();
        var isInteger = raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (!double.IsFinite(number) || (isInteger && Math.Abs(number) > 9007199254740992.0))
        {
            throw new ArgumentException($"The JSON number {raw} is beyond what a double holds exactly. Write it as a string.");
        }
        return EcmaNumber.Text(number);
    }

    /// <summary>Appends a string in quotes, with the fewest escapes.</summary>
    internal static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        if (!value.AsSpan().ContainsAnyExcept(Plain))
        {
            text.Append(value).Append('"');
            return;
        }
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (char.IsHighSurrogate(character) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                text.Append(character).Append(value[++i]);
                continue;
            }
            if (char.IsSurrogate(character))
            {
                throw new ArgumentException("A JSON string holds half a surrogate pair. Use valid Unicode.");
            }
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }
        text.Append('"');
    }
}
