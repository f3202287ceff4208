using System.Text.Json;

namespace Rampart.Learning.Data;

/// <summary>A JSON object of a dataset's file with the line in which it begins. Keys that nobody asks for are allowed; a key that stands twice is not.</summary>
internal sealed class JsonRecord
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int LongestText = 1 << 16;

    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);

    /// <summary>Takes an object's values.</summary>
    /// <param name="element">The object.</param>
    /// <param name="file">How errors name the file.</param>
    /// <param name="line">The line in which the object, or the record around it, begins.</param>
    /// <exception cref="DataException">It is no object, or a key stands twice.</exception>
    public JsonRecord(JsonElement element, string file, long line)
    {
        (File, Line) = (file, line);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Broken($"there is {Kind(element)} where an object should be", "write {\"key\": value, ...}");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!_values.TryAdd(property.Name, property.Value))
            {
                throw Broken($"the key \"{property.Name}\" stands twice in one object", "keep one of them");
            }
        }
    }

    /// <summary>How errors name the file.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>File and line.</summary>
    public string Where => $"{File} (line {Line})";

    /// <summary>Whether the key is there and not null.</summary>
    public bool Has(string key) => _values.TryGetValue(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text of at least one character.</summary>
    public string Text(string key)
    {
        string text = AnyText(key);
        return text.Length > 0 ? text : throw Broken($"\"{key}\" is empty", "give it a text");
    }

    /// <summary>A text, which may be empty.</summary>
    public string AnyText(string key)
    {
        JsonElement value = Value(key, JsonValueKind.String, "a text");
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new DataException($"\"{key}\" is no valid Unicode", Where, "write the file again as UTF-8", error);
        }

        return text.Length <= LongestText
            ? text
            : throw Broken($"\"{key}\" has {text.Length} characters, over the limit of {LongestText}", "shorten it");
    }

    /// <summary>A text, or null if it is absent, null or empty.</summary>
    public string? OptionalText(string key) => Has(key) && AnyText(key) is { Length: > 0 } text ? text : null;

    /// <summary>A whole number that is not negative.</summary>
    public long Number(string key) => Value(key, JsonValueKind.Number, "a whole number").TryGetInt64(out long number) && number >= 0
        ? number
        : throw Broken($"\"{key}\" is no whole number from 0 to {long.MaxValue}", "write the number as the dataset states it");

    /// <summary>True or false.</summary>
    public bool Flag(string key)
    {
        bool isTrue = _values.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.True;
        return isTrue || Value(key, JsonValueKind.False, "true or false").GetBoolean();
    }

    /// <summary>A list of objects.</summary>
    /// <param name="key">Where it stands.</param>
    /// <param name="least">How many there must be.</param>
    /// <param name="most">How many there may be.</param>
    public IReadOnlyList<JsonRecord> Records(string key, int least, int most)
    {
        JsonElement list = Value(key, JsonValueKind.Array, "a list");
        int count = list.GetArrayLength();
        return count >= least && count <= most
            ? [.. list.EnumerateArray().Select(element => new JsonRecord(element, File, Line))]
            : throw Broken($"\"{key}\" has {count} elements; {least} to {most} are possible", "check where the record comes from");
    }

    /// <summary>An error about this record.</summary>
    public DataException Broken(string what, string fix) => new(what, Where, fix);

    private JsonElement Value(string key, JsonValueKind kind, string expected)
    {
        if (!_values.TryGetValue(key, out JsonElement value))
        {
            throw Broken($"the key \"{key}\" is missing", $"add it: {expected}");
        }

        return value.ValueKind == kind ? value : throw Broken($"\"{key}\" is {Kind(value)}, not {expected}", "correct the record");
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
