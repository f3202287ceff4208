namespace Rampart.Pipeline.Yaml;

/// <summary>A piece of YAML with its place, so that every message can name it.</summary>
abstract record YamlValue(SourcePosition Position);

/// <summary>Text, a number or a word; <paramref name="Quoted"/> tells <c>"1"</c> from <c>1</c>.</summary>
sealed record YamlText(string Text, bool Quoted, SourcePosition Position) : YamlValue(Position)
{
    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
sealed record YamlList(IReadOnlyList<YamlValue> Items, SourcePosition Position) : YamlValue(Position);

/// <summary>Keys with values in the order of the file, each key once.</summary>
sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, SourcePosition Position) : YamlValue(Position)
{
    /// <summary>The value of a key, or null.</summary>
    public YamlValue? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>This map with a key set: in its place if it is there, else at the end.</summary>
    public YamlMap With(YamlEntry entry)
    {
        var index = Entries.ToList().FindIndex(existing => existing.Key == entry.Key);
        return this with
        {
            Entries = index < 0
                ? [.. Entries, entry]
                : [.. Entries.Take(index), Entries[index] with { Value = entry.Value }, .. Entries.Skip(index + 1)],
        };
    }

    /// <summary>This map without a key.</summary>
    public YamlMap Without(string key) => this with { Entries = [.. Entries.Where(entry => entry.Key != key)] };
}

/// <summary>One key of a map.</summary>
sealed record YamlEntry(string Key, SourcePosition Position, YamlValue Value);
