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
    public static FieldDifference? Compare(long? record, string path, JsonElement left, JsonElement right) =>
        All(record, path, left, right).FirstOrDefault();

    /// <summary>Every field that differs, in the order of the left value, those that only the right one has last.</summary>
    public static IEnumerable<FieldDifference> All(long? record, string path, JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Objects(record, path, left, right),
        (JsonValueKind.Array, JsonValueKind.Array) => Arrays(record, path, left, right),
        var (one, other) when one == other && Text(left) == Text(right) => [],
        _ => [new FieldDifference(record, path, Shown(left), Shown(right))],
    };

    static IEnumerable<FieldDifference> Objects(long? record, string path, JsonElement left, JsonElement right)
    {
        foreach (JsonProperty property in left.EnumerateObject())
        {
            string inner = $"{path}.{property.Name}";
            IEnumerable<FieldDifference> differences = right.TryGetProperty(property.Name, out JsonElement counterpart)
                ? All(record, inner, property.Value, counterpart)
                : [new FieldDifference(record, inner, Shown(property.Value), null)];
            foreach (FieldDifference difference in differences)
            {
                yield return difference;
            }
        }
        foreach (JsonProperty property in right.EnumerateObject())
        {
            if (!left.TryGetProperty(property.Name, out _))
            {
                yield return new FieldDifference(record, $"{path}.{property.Name}", null, Shown(property.Value));
            }
        }
    }

    static IEnumerable<FieldDifference> Arrays(long? record, string path, JsonElement left, JsonElement right)
    {
        int longest = Math.Max(left.GetArrayLength(), right.GetArrayLength());
        JsonElement.ArrayEnumerator one = left.EnumerateArray(), other = right.EnumerateArray();
        for (int index = 0; index < longest; index++)
        {
            string inner = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            IEnumerable<FieldDifference> differences = (one.MoveNext(), other.MoveNext()) switch
            {
                (true, true) => All(record, inner, one.Current, other.Current),
                (true, false) => [new FieldDifference(record, inner, Shown(one.Current), null)],
                _ => [new FieldDifference(record, inner, null, Shown(other.Current))],
            };
            foreach (FieldDifference difference in differences)
            {
                yield return difference;
            }
        }
    }

    // Two spellings of one string are the same value; two spellings of one number are not, since readers may round them differently.
    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static string Shown(JsonElement value) => value.GetRawText() is { Length: > LongestText } text ? text[..LongestText] + "..." : value.GetRawText();
}
