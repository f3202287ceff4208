using System.Globalization;
using System.Text.Json;
using Rampart.Contracts;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Tells where bytes fail to be what their media type says: all that can be told of damage without the bytes that should be there.</summary>
static class Form
{
    /// <summary>The first defect in words; null when the form is right, or the format has none that could be checked.</summary>
    public static string? Defect(string mediaType, ReadOnlyMemory<byte> bytes) => mediaType switch
    {
        MediaTypes.Safetensors => Tensors(bytes),
        MediaTypes.Json => Json(bytes, null),
        MediaTypes.JsonLines => Lines(bytes),
        _ => null,
    };

    static string? Tensors(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            SafetensorsHeader.Read(stream, "the header");
            return null;
        }
        catch (SafetensorsException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    static string? Lines(ReadOnlyMemory<byte> lines)
    {
        for (int record = 1; !lines.IsEmpty; record++)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            if (Json(end < 0 ? lines : lines[..end], record) is { } defect)
            {
                return defect;
            }
            lines = end < 0 ? default : lines[(end + 1)..];
        }
        return null;
    }

    static string? Json(ReadOnlyMemory<byte> bytes, int? record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return null;
        }
        catch (JsonException e)
        {
            string which = record is null ? "the document" : $"record {record}";
            return string.Create(CultureInfo.InvariantCulture, $"{which} is no JSON from byte {e.BytePositionInLine} of line {e.LineNumber + 1} on");
        }
    }
}
