using System.Globalization;
using System.Text;

namespace Rampart.Pipeline.Yaml;

/// <summary>Writes a tree as YAML in one form: block style, two spaces, no comments; short lists of plain values in one line.</summary>
static class YamlWriter
{
    /// <summary>The text of a map, each line ended by a line feed.</summary>
    public static string Write(YamlMap root)
    {
        var text = new StringBuilder();
        WriteEntries(text, root, 0, firstIsIndented: false);
        return text.ToString();
    }

    static void WriteEntries(StringBuilder text, YamlMap map, int indent, bool firstIsIndented)
    {
        foreach (var (index, entry) in map.Entries.Index())
        {
            text.Append(' ', index == 0 && firstIsIndented ? 0 : indent).Append(Quoted(entry.Key, quoted: false)).Append(':');
            WriteValue(text, entry.Value, indent);
        }
    }

    static void WriteValue(StringBuilder text, YamlValue value, int indent)
    {
        switch (value)
        {
            case YamlText scalar:
                text.Append(' ').Append(Quoted(scalar.Text, scalar.Quoted)).Append('\n');
                break;
            case YamlMap { Entries.Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlList list when list.Items.All(item => item is YamlText):
                var items = list.Items.Cast<YamlText>().Select(item => Quoted(item.Text, item.Quoted));
                text.Append(" [").AppendJoin(", ", items).Append("]\n");
                break;
            case YamlMap map:
                text.Append('\n');
                WriteEntries(text, map, indent + 2, firstIsIndented: false);
                break;
            case YamlList list:
                text.Append('\n');
                foreach (var item in list.Items)
                {
                    text.Append(' ', indent + 2).Append('-');
                    if (item is YamlMap { Entries.Count: > 0 } map)
                    {
                        text.Append(' ');
                        WriteEntries(text, map, indent + 4, firstIsIndented: true);
                    }
                    else
                    {
                        WriteValue(text, item, indent + 2);
                    }
                }
                break;
        }
    }

    /// <summary>The text as it stands in YAML: bare when that can't be misread, else between double quotes.</summary>
    static string Quoted(string value, bool quoted)
    {
        var bare = value.Length > 0
            && value.All(character => char.IsAsciiLetterOrDigit(character) || "_-./+".Contains(character))
            && (char.IsAsciiLetterOrDigit(value[0]) || (value[0] is '-' or '+' or '.' or '/' && value.Length > 1 && value != "---" && value != "..."));
        if (bare && !quoted)
        {
            return value;
        }
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsInvisible(character) => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }
        return text.Append('"').ToString();
    }

    // Control characters, separators of lines and marks without a shape: a reader of YAML may take them for structure.
    static bool IsInvisible(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
