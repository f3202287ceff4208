using System.Globalization;
using System.Text.Json;

namespace Rampart.Replay;

/// <summary>Compares two JSON values field by field.</summary>
static class JsonFields
{
    const int LongestText = 120;

    /// <summary>The first field that differs, in the order of the left value; null when the two mean the same.</summary>
    /// <param name="record">The number of the record they are, if they are one.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="left">The value there.</param>
    /// <param name="right">The value here.</param>
    public static FieldDifference? Compare(long? record, string path, JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Objects(record, path, left, right),
        (JsonValueKind.Array, JsonValueKind.Array) => Arrays(record, path, left, right),
        var (one, other) when one == other && Text(left) == Text(right) => null,
        _ => new FieldDifference(record, path, Shown(left), Shown(right)),
    };

    static FieldDifference? Objects(long? record, string path, JsonElement left, JsonElement right)
    {
        foreach (JsonProperty property in left.EnumerateObject())
        {
            string inner = $"{path}.{property.Name}";
            FieldDifference? difference = right.TryGetProperty(property.Name, out JsonElement counterpart)
                ? Compare(record, inner, property.Value, counterpart)
                : new FieldDifference(record, inner, Shown(property.Value), null);
            if (difference is not null)
            {
                return difference;
            }
        }
        foreach (JsonProperty property in right.EnumerateObject())
        {
            if (!left.TryGetProperty(property.Name, out _))
            {
                return new FieldDifference(record, $"{path}.{property.Name}", null, Shown(property.Value));
            }
        }
        return null;
    }

    static FieldDifference? Arrays(long? record, string path, JsonElement left, JsonElement right)
    {
        int common = Math.Min(left.GetArrayLength(), right.GetArrayLength());
        int index = 0;
        foreach ((JsonElement one, JsonElement other) in left.EnumerateArray().Zip(right.EnumerateArray()))
        {
            if (Compare(record, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), one, other) is { } difference)
            {
                return difference;
            }
        }
        if (left.GetArrayLength() == right.GetArrayLength())
        {
            return null;
        }
        JsonElement? Next(JsonElement array) => array.GetArrayLength() > common ? array[common] : null;
        return new FieldDifference(
            record, string.Create(CultureInfo.InvariantCulture, $"{path}[{common}]"), Next(left) is { } l ? Shown(l) : null, Next(right) is { } r ? Shown(r) : null);
    }

    // Two spellings of one string are the same value; two spellings of one number are not, since readers may round them differently.
    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static string Shown(JsonElement value) => value.GetRawText() is { Length: > LongestText } text ? text[..LongestText] + "..." : value.GetRawText();
}
