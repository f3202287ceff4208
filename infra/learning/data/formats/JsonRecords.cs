using System.Text.Json;

namespace Rampart.Learning.Data;

/// <summary>Walks through the records of a JSON file of any size, one in memory at a time, keeping count of lines.</summary>
internal static class JsonRecords
{
    /// <summary>The most bytes that a file may have: 1 GiB.</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>The objects of a file that is one list.</summary>
    /// <exception cref="DataException">The file is no such list; the message names file and line.</exception>
    public static void OfList(ReadOnlyMemory<byte> json, string file, Action<JsonRecord> take) => Walk(json, file, (ref Utf8JsonReader reader, LineCounter lines) =>
    {
        Expect(ref reader, JsonTokenType.StartArray, "a list", file, lines);
        Elements(ref reader, file, lines, take);
    });

    /// <summary>The objects in some lists of a file that is one object; other members are skipped.</summary>
    /// <exception cref="DataException">A list is missing or there twice, or the file is no such object.</exception>
    public static void OfLists(ReadOnlyMemory<byte> json, string file, IReadOnlyDictionary<string, Action<JsonRecord>> lists) =>
        Members(json, file, (string name, ref Utf8JsonReader reader, LineCounter lines) =>
        {
            if (lists.TryGetValue(name, out Action<JsonRecord>? take))
            {
                Expect(ref reader, JsonTokenType.StartArray, $"a list under \"{name}\"", file, lines);
                Elements(ref reader, file, lines, take);
            }
            else
            {
                reader.Skip();
            }
        }, [.. lists.Keys]);

    /// <summary>The members of a file that is one object whose members are objects.</summary>
    /// <exception cref="DataException">A name stands twice, or the file is no such object.</exception>
    public static void OfMembers(ReadOnlyMemory<byte> json, string file, Action<string, JsonRecord> take) =>
        Members(json, file, (string name, ref Utf8JsonReader reader, LineCounter lines) => take(name, Record(ref reader, file, lines)), []);

    /// <summary>One object per line; empty lines are skipped.</summary>
    /// <exception cref="DataException">A line is no object.</exception>
    public static void OfLines(ReadOnlyMemory<byte> json, string file, Action<JsonRecord> take)
    {
        ReadOnlyMemory<byte> rest = Checked(json, file);
        for (long line = 1; !rest.IsEmpty; line++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(text);
                take(new JsonRecord(document.RootElement, file, line));
            }
            catch (JsonException error)
            {
                throw Syntax(error, file, line);
            }
        }
    }

    private static void Members(ReadOnlyMemory<byte> json, string file, MemberHandler handle, IReadOnlyList<string> needed) =>
        Walk(json, file, (ref Utf8JsonReader reader, LineCounter lines) =>
        {
            Expect(ref reader, JsonTokenType.StartObject, "an object", file, lines);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                if (!seen.Add(name))
                {
                    throw new DataException($"the key \"{name}\" stands twice in one object", $"{file} (line {lines.Of(reader.TokenStartIndex)})", "keep one of them");
                }

                reader.Read();
                handle(name, ref reader, lines);
            }

            if (needed.FirstOrDefault(name => !seen.Contains(name)) is { } missing)
            {
                throw new DataException($"the list \"{missing}\" is missing", file, "name the file that the dataset's page calls annotations or questions");
            }
        });

    private static void Walk(ReadOnlyMemory<byte> json, string file, RootHandler handle)
    {
        ReadOnlyMemory<byte> text = Checked(json, file);
        var reader = new Utf8JsonReader(text.Span);
        try
        {
            reader.Read();
            handle(ref reader, new LineCounter(text));
            if (reader.Read())
            {
                throw new JsonException("There is more than one value in the file.");
            }
        }
        catch (JsonException error)
        {
            throw Syntax(error, file, (error.LineNumber ?? 0) + 1);
        }
        catch (InvalidOperationException error)
        {
            throw new DataException("a key is no valid Unicode", file, "write the file again as UTF-8", error);
        }
    }

    private static void Elements(ref Utf8JsonReader reader, string file, LineCounter lines, Action<JsonRecord> take)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            take(Record(ref reader, file, lines));
        }
    }

    private static JsonRecord Record(ref Utf8JsonReader reader, string file, LineCounter lines)
    {
        long line = lines.Of(reader.TokenStartIndex);
        return new JsonRecord(JsonElement.ParseValue(ref reader), file, line);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string expected, string file, LineCounter lines)
    {
        if (reader.TokenType != token)
        {
            throw new DataException($"the file should hold {expected}", $"{file} (line {lines.Of(reader.TokenStartIndex)})", "check that it is the file you mean");
        }
    }

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> json, string file)
    {
        if (json.Length > LargestFile)
        {
            throw new DataException($"the file has {json.Length} bytes, over the limit of {LargestFile}", file, "split it");
        }

        return json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
    }

    private static DataException Syntax(JsonException error, string file, long line) => new(
        $"the JSON is broken or cut short ({error.Message.Split(" LineNumber")[0].TrimEnd('.')})", $"{file} (line {line})", "fetch the file again", error);

    private delegate void RootHandler(ref Utf8JsonReader reader, LineCounter lines);

    private delegate void MemberHandler(string name, ref Utf8JsonReader reader, LineCounter lines);
}
