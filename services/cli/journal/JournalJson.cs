using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Contracts;

namespace Rampart.Cli.Journal;

/// <summary>Records as JSON.</summary>
static class JournalJson
{
    /// <summary>One line each.</summary>
    public static readonly JsonSerializerOptions Line = new(CliJson.Options) { WriteIndented = false };

    /// <summary>For people.</summary>
    public static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record with its envelope, if it has one: as JSON, or as base64 when it is none.</summary>
    public static object Of(JournalRecord record)
    {
        JsonNode? envelope = Envelope(record);
        return new
        {
            record.Time,
            Act = $"{record.Act}",
            Outcome = record.Outcome is { } outcome ? $"{outcome}" : null,
            record.Duration?.TotalSeconds,
            record.MessageId,
            record.MessageType,
            record.Address,
            record.RunId,
            record.Stage,
            record.Item,
            record.Reason,
            record.Sequence,
            record.Writer,
            record.Headers,
            Envelope = envelope,
            EnvelopeBase64 = envelope is null && record.Envelope.Length > 0 ? Convert.ToBase64String(record.Envelope.Span) : null,
        };
    }

    /// <summary>The envelope; null when there is none, or it is no JSON.</summary>
    public static JsonNode? Envelope(JournalRecord record)
    {
        try
        {
            return record.Envelope.Length == 0 ? null : JsonNode.Parse(record.Envelope.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
