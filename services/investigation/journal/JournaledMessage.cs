using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>A record of the journal for machines.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Act">What happened.</param>
/// <param name="Outcome">How it ended, if it did.</param>
/// <param name="TotalSeconds">How long that took.</param>
/// <param name="MessageId">The message.</param>
/// <param name="MessageType">The contract's name.</param>
/// <param name="Address">Where it was sent to or came from.</param>
/// <param name="RunId">The run that it is about.</param>
/// <param name="Stage">The stage that it is about.</param>
/// <param name="Item">The item that it is about.</param>
/// <param name="Reason">Why it ended so.</param>
/// <param name="Sequence">The number among the records of its process.</param>
/// <param name="Writer">The process.</param>
/// <param name="Headers">The transport's headers.</param>
/// <param name="Envelope">The envelope; null when it was not asked for, or is no JSON.</param>
/// <param name="EnvelopeBase64">The envelope when it is no JSON.</param>
public sealed record JournaledMessage(
    DateTimeOffset Time, string Act, string? Outcome, double? TotalSeconds, Guid? MessageId, string? MessageType, string? Address, string? RunId,
    string? Stage, string? Item, string? Reason, long Sequence, JournalWriter Writer, IReadOnlyDictionary<string, string> Headers, JsonNode? Envelope, string? EnvelopeBase64)
{
    /// <summary>The record with its envelope, if it has one.</summary>
    public static JournaledMessage Of(JournalRecord record)
    {
        JsonNode? envelope = EnvelopeOf(record);
        return new JournaledMessage(
            record.Time, $"{record.Act}", record.Outcome is { } outcome ? $"{outcome}" : null, record.Duration?.TotalSeconds, record.MessageId, record.MessageType,
            record.Address, record.RunId, record.Stage, record.Item, record.Reason, record.Sequence, record.Writer, record.Headers, envelope,
            envelope is null && record.Envelope.Length > 0 ? Convert.ToBase64String(record.Envelope.Span) : null);
    }

    /// <summary>A record's envelope; null when there is none, or it is no JSON.</summary>
    public static JsonNode? EnvelopeOf(JournalRecord record)
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
