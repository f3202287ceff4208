using System.Text;

namespace Rampart.Learning.Data;

/// <summary>Comma-separated values with a line of column names (RFC 4180): fields in quotes may hold commas, doubled quotes and line breaks.</summary>
internal static class CsvRecords
{
    private const int LargestFile = 1 << 28;
    private const int MostColumns = 256;

    /// <summary>Walks through the records.</summary>
    /// <param name="csv">The file, UTF-8.</param>
    /// <param name="file">How errors name it.</param>
    /// <param name="take">Is given each record's fields by column, and its file and line.</param>
    /// <exception cref="DataException">It is broken; the message names file and line.</exception>
    public static void Read(ReadOnlyMemory<byte> csv, string file, Action<IReadOnlyDictionary<string, string>, string> take)
    {
        if (csv.Length > LargestFile)
        {
            throw new DataException($"the file has {csv.Length} bytes, over the limit of {LargestFile}", file, "split it");
        }

        string[]? columns = null;
        var rows = new Rows(Decode(csv, file), file);
        while (rows.Next() is { } fields)
        {
            if (columns is null)
            {
                columns = Columns(fields, rows.Where);
                continue;
            }

            if (fields.Count != columns.Length)
            {
                throw new DataException(
                    $"the record has {fields.Count} fields, but there are {columns.Length} columns", rows.Where, "put fields that hold a comma or a quote in quotes");
            }

            take(columns.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), rows.Where);
        }
    }

    private static string Decode(ReadOnlyMemory<byte> csv, string file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(csv.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new DataException("the file is no valid UTF-8", $"{file} (byte {error.Index})", "write it again as UTF-8", error);
        }
    }

    private static string[] Columns(IReadOnlyList<string> names, string where) =>
        names.Count <= MostColumns && names.All(name => name.Length > 0) && names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? [.. names]
            : throw new DataException(
                $"the first line is no list of up to {MostColumns} different column names", where, "begin with a line such as Behavior,Tags,BehaviorID");

    /// <summary>Cuts a text into records.</summary>
    private sealed class Rows(string text, string file)
    {
        private int _at;
        private int _line = 1;
        private int _start = 1;

        public string Where => $"{file} (line {_start})";

        /// <summary>The fields of the next record that is not an empty line; null at the end.</summary>
        public IReadOnlyList<string>? Next()
        {
            while (_at < text.Length && IsBreak(text[_at]))
            {
                Advance();
            }

            if (_at == text.Length)
            {
                return null;
            }

            _start = _line;
            var fields = new List<string> { Field() };
            while (_at < text.Length && text[_at] == ',')
            {
                _at++;
                fields.Add(Field());
            }

            return fields;
        }

        private string Field() => _at < text.Length && text[_at] == '"' ? Quoted() : Plain();

        private string Plain()
        {
            int end = text.AsSpan(_at).IndexOfAny(",\r\n\"");
            string field = end < 0 ? text[_at..] : text.Substring(_at, end);
            _at += field.Length;
            return _at < text.Length && text[_at] == '"'
                ? throw new DataException("a quote stands inside a field without quotes", $"{file} (line {_line})", "put the field in quotes and double the quote")
                : Bounded(field);
        }

        private string Quoted()
        {
            int opened = _line;
            var field = new StringBuilder();
            for (_at++; _at < text.Length; Advance())
            {
                if (text[_at] != '"')
                {
                    field.Append(text[_at]);
                }
                else if (_at + 1 < text.Length && text[_at + 1] == '"')
                {
                    field.Append('"');
                    _at++;
                }
                else
                {
                    _at++;
                    return _at == text.Length || text[_at] == ',' || IsBreak(text[_at])
                        ? Bounded(field.ToString())
                        : throw new DataException("something follows the closing quote of a field", $"{file} (line {_line})", "double quotes inside the field");
                }
            }

            throw new DataException("a quote is never closed", $"{file} (line {opened})", "close it, or fetch the file again");
        }

        private string Bounded(string field) => field.Length <= JsonRecord.LongestText
            ? field
            : throw new DataException($"a field has {field.Length} characters, over the limit of {JsonRecord.LongestText}", Where, "shorten it");

        private void Advance() => _line += text[_at++] == '\n' ? 1 : 0;

        private static bool IsBreak(char letter) => letter is '\r' or '\n';
    }
}
