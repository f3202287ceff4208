using System.Globalization;
using System.Text.Json;

namespace Rampart.Gateway.Webhooks;

/// <summary>What one delivery of Azure Event Grid holds, in either schema: its own, or CloudEvents 1.0; one event or many.</summary>
/// <param name="Blobs">The blobs that were written.</param>
/// <param name="Others">How many events are about something else.</param>
/// <param name="Malformed">What is wrong with events that can't be understood, by their places in the delivery.</param>
/// <param name="ValidationCode">What has to be answered to prove that the endpoint wants the events; null when that is not asked.</param>
sealed record EventBatch(IReadOnlyList<BlobEvent> Blobs, int Others, IReadOnlyList<string> Malformed, string? ValidationCode)
{
    const string BlobCreated = "Microsoft.Storage.BlobCreated", Validation = "Microsoft.EventGrid.SubscriptionValidationEvent", CreateFile = "CreateFile";
    const int LongestText = 2048, LongestCode = 512;

    /// <summary>Reads a delivery.</summary>
    public static EventBatch Read(JsonElement delivery)
    {
        var blobs = new List<BlobEvent>();
        var malformed = new List<string>();
        int others = 0;
        string? code = null;
        foreach ((int place, JsonElement single) in (delivery.ValueKind == JsonValueKind.Array ? delivery.EnumerateArray().ToArray() : [delivery]).Index())
        {
            string? type = single.ValueKind == JsonValueKind.Object ? Text(single, single.TryGetProperty("specversion", out _) ? "type" : "eventType") : null;
            if (type is null || !single.TryGetProperty("data", out JsonElement data))
            {
                malformed.Add($"event {place}: it has no type, or no data");
            }
            else if (type == Validation)
            {
                code = Text(data, "validationCode") is { Length: <= LongestCode } asked ? asked : code;
            }
            else if (type != BlobCreated || Text(data, "api") == CreateFile)
            {
                others++; // a file that was created only is written later, which is told too
            }
            else if (Blob(single, data) is { } blob)
            {
                blobs.Add(blob);
            }
            else
            {
                malformed.Add($"event {place}: its data has no url (http or https) or no eTag");
            }
        }
        return new EventBatch(blobs, others, malformed, code);
    }

    static BlobEvent? Blob(JsonElement single, JsonElement data) =>
        Text(data, "url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && Text(data, "eTag") is { Length: > 0 } tag
            ? new BlobEvent(address, tag, Bytes(data), Time(single))
            : null;

    static long? Bytes(JsonElement data) =>
        data.TryGetProperty("contentLength", out JsonElement length) && length.ValueKind == JsonValueKind.Number && length.TryGetInt64(out long bytes) && bytes >= 0 ? bytes : null;

    static DateTimeOffset? Time(JsonElement single) =>
        DateTimeOffset.TryParse(Text(single, "time") ?? Text(single, "eventTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: <= LongestText } text && !text.Contains('\0') ? text : null;
}
