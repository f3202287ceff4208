using System.Text.Json;

namespace Rampart.Safetensors;

/// <summary>Reads the JSON of a header with all rules of the format; whatever breaks one is a <see cref="SafetensorsException"/>.</summary>
internal ref struct HeaderParser
{
    // torch itself stops at 64 dimensions.
    private const int MaxRank = 64;

    private readonly string _source;
    private Utf8JsonReader _reader;

    private HeaderParser(ReadOnlySpan<byte> json, string source)
    {
        _source = source;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
    }

    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength, string source)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw new SafetensorsException($"{source}: byte 8: the header must start with '{{'; this is not a safetensors file");
        }

        var parser = new HeaderParser(json, source);
        try
        {
            return parser.Document(8 + json.Length, dataLength);
        }
        catch (JsonException error)
        {
            throw new SafetensorsException(
                $"{source}: the header is not valid JSON near byte {8 + parser._reader.BytesConsumed}: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // The reader's way of saying that a string is not valid UTF-8 or has a lone surrogate.
            throw new SafetensorsException(
                $"{source}: a string of the header near byte {8 + parser._reader.BytesConsumed} is not valid text; "
                + "write names and metadata as UTF-8",
                error);
        }
    }

    private SafetensorsHeader Document(long dataStart, long dataLength)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject, "the header");
        while (Next("the header") == JsonTokenType.PropertyName)
        {
            string name = _reader.GetString()!;
            if (!names.Add(name))
            {
                throw Broken($"the key '{Shown(name)}' occurs twice", "give every tensor its own name");
            }

            if (name == "__metadata__")
            {
                Metadata(metadata);
            }
            else
            {
                entries.Add(Entry(name));
            }
        }

        if (_reader.Read())
        {
            throw Broken("something follows the header's closing brace", "pad the header with spaces only");
        }

        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        Cover(entries, dataLength);
        return new SafetensorsHeader(dataStart, entries, metadata);
    }

    private void Metadata(Dictionary<string, string> metadata)
    {
        Expect(JsonTokenType.StartObject, "__metadata__");
        while (Next("__metadata__") == JsonTokenType.PropertyName)
        {
            string key = _reader.GetString()!;
            Expect(JsonTokenType.String, $"__metadata__ '{Shown(key)}'");
            if (!metadata.TryAdd(key, _reader.GetString()!))
            {
                throw Broken($"__metadata__ has '{Shown(key)}' twice", "keep one of them");
            }
        }
    }

    private SafetensorsEntry Entry(string name)
    {
        string where = $"tensor '{Shown(name)}'";
        string? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(JsonTokenType.StartObject, where);
        while (Next(where) == JsonTokenType.PropertyName)
        {
            string key = _reader.GetString()!;
            switch (key)
            {
                case "dtype" when dtype is null:
                    Expect(JsonTokenType.String, $"dtype of {where}");
                    dtype = _reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = Numbers($"shape of {where}", MaxRank);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers($"data_offsets of {where}", 2);
                    break;
                default:
                    throw Broken(
                        $"{where} has an unknown or repeated key '{Shown(key)}'", "keep dtype, shape and data_offsets, each once");
            }
        }

        if (dtype is null || shape is null || offsets is not [long begin, long end])
        {
            throw Broken($"{where} lacks dtype, shape or data_offsets [begin, end]", "write all three");
        }

        ElementType type = ElementType.Find(dtype)
            ?? throw Broken($"{where} has the unknown dtype '{Shown(dtype)}'", $"known are {ElementType.Names}");
        long size = type.Size(shape)
            ?? throw Broken($"{where}: the size of shape [{string.Join(", ", shape)}] of {dtype} is not a number of bytes", "check the shape");
        if (end < begin || end - begin != size)
        {
            throw Broken(
                $"{where}: data_offsets [{begin}, {end}] do not span the {size} bytes of shape [{string.Join(", ", shape)}] of {dtype}",
                "check shape and offsets");
        }

        return new SafetensorsEntry(name, dtype, shape, begin, end);
    }

    private long[] Numbers(string where, int most)
    {
        Expect(JsonTokenType.StartArray, where);
        var numbers = new List<long>();
        while (Next(where) != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out long number) || number < 0)
            {
                throw Broken($"{where} holds something other than whole numbers from 0 to 2^63-1", "write plain integers");
            }

            if (numbers.Count == most)
            {
                throw Broken($"{where} has more than {most} numbers", "remove the rest");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private readonly void Cover(List<SafetensorsEntry> entries, long dataLength)
    {
        long covered = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != covered)
            {
                string what = entry.Begin < covered ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new SafetensorsException(
                    $"{_source}: tensor '{Shown(entry.Name)}' begins at data byte {entry.Begin} and {what} (expected {covered}); "
                    + "lay the tensors out one after the other");
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw new SafetensorsException(
                $"{_source}: the header describes {covered} bytes of data but the file holds {dataLength}; "
                + "the file is truncated or has something appended: fetch it again");
        }
    }

    private void Expect(JsonTokenType type, string where)
    {
        if (Next(where) != type)
        {
            throw Broken($"{where}: expected {type}, found {_reader.TokenType}", "write the header as the format says");
        }
    }

    private JsonTokenType Next(string where) =>
        _reader.Read() ? _reader.TokenType : throw Broken($"the header ends inside {where}", "fetch the file again");

    private readonly SafetensorsException Broken(string what, string how) =>
        new($"{_source}: {what} (header byte {_reader.TokenStartIndex}); {how}");

    /// <summary>Names come from the file: cut long ones so that an error stays readable.</summary>
    internal static string Shown(string text) => text.Length <= 120 ? text : text[..120] + "...";
}
