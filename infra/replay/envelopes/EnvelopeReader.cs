using System.Text.Json;

namespace Rampart.Replay;

/// <summary>
/// Reads envelopes as MassTransit writes them (version 8, JSON). What this version does not know is passed over, so that envelopes of a later
/// one are read too; what is missing and has a default gets it.
/// </summary>
public static class EnvelopeReader
{
    /// <summary>The longest envelope that is read, in bytes: as long as the bus takes them.</summary>
    public const int LongestEnvelope = 8 << 20;

    const int DeepestNesting = 64;
    const int LongestName = 256;
    const string Advice = "Look at the record with `rampart journal verify`; an envelope of another kind can't be replayed.";

    static readonly JsonDocumentOptions Options = new() { MaxDepth = DeepestNesting };

    /// <summary>Reads an envelope.</summary>
    /// <param name="bytes">The envelope, byte for byte.</param>
    /// <exception cref="EnvelopeException">It is none.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LongestEnvelope)
        {
            throw Wrong($"The envelope has {bytes.Length} bytes, over the limit of {LongestEnvelope}", "envelope");
        }
        JsonElement root = Parse(bytes);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("The envelope is no JSON object", "envelope");
        }
        return new Envelope(
            Text(root, "messageId") is { } id && Guid.TryParse(id, out Guid messageId) ? messageId : throw Wrong("The message's id is missing or no GUID", "envelope.messageId"),
            TypeOf(root),
            Text(root, "sentTime") is { } sent && DateTimeOffset.TryParse(sent, System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset time) ? time : null,
            root.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.Object
                ? message
                : throw Wrong("The message is missing or no JSON object", "envelope.message"));
    }

    /// <summary>Says that an envelope, or the message in it, is wrong.</summary>
    internal static EnvelopeException Wrong(string what, string where, Exception? inner = null) => new(what + ".", where, Advice, inner);

    static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Wrong("The envelope is no JSON", $"envelope, line {e.LineNumber + 1}, byte {e.BytePositionInLine}", e);
        }
    }

    // "urn:message:Rampart.Contracts:MineShard"; interfaces that the contract has follow it.
    static string TypeOf(JsonElement root)
    {
        if (root.TryGetProperty("messageType", out JsonElement types) && types.ValueKind == JsonValueKind.Array && types.GetArrayLength() > 0
            && types[0].ValueKind == JsonValueKind.String && types[0].GetString()!.Split(':')[^1] is { Length: > 0 and <= LongestName } name)
        {
            return name;
        }
        throw Wrong("The message's type is missing", "envelope.messageType");
    }

    static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
