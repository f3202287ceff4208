using System.Text.Json;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Faults;

/// <summary>What an envelope says about its message; every part is null that it does not say, or not as it should.</summary>
sealed record EnvelopeSummary(string? MessageId, string? MessageType, string? RunId, string? Stage, string? Item, DateTimeOffset? Sent)
{
    const int LongestText = 200;
    static readonly EnvelopeSummary Nothing = new(null, null, null, null, null, null);

    public static EnvelopeSummary Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > BodyLimit.Longest)
        {
            return Nothing;
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement? message = Field(document.RootElement, "message");
            JsonElement? about = Field(message, "order") ?? message;
            string? type = Field(document.RootElement, "messageType") is { ValueKind: JsonValueKind.Array } types && types.GetArrayLength() > 0 ? Text(types[0]) : null;
            return new EnvelopeSummary(
                Text(Field(document.RootElement, "messageId")), type?.Split(':')[^1], Text(Field(about, "runId")), Text(Field(about, "stage")), Text(Field(about, "item")),
                Field(document.RootElement, "sentTime") is { ValueKind: JsonValueKind.String } sent && sent.TryGetDateTimeOffset(out DateTimeOffset time) ? time : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or strings in it that are no text.
            return Nothing;
        }
    }

    static JsonElement? Field(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out JsonElement value) ? value : null;

    static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } && element.Value.GetString() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestText)] : null;
}
