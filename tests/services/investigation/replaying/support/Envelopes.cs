using System.Text.Json;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>Envelopes as MassTransit writes them.</summary>
static class Envelopes
{
    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static byte[] Of(object message, Guid id) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            MessageId = id,
            ConversationId = id,
            SourceAddress = "loopback://localhost/worker",
            DestinationAddress = "loopback://localhost/queue",
            MessageType = new[] { $"urn:message:Rampart.Contracts:{message.GetType().Name}" },
            Message = message,
            SentTime = "2026-01-31T08:00:00Z",
            Headers = new { },
            Host = new { MachineName = "worker" },
        },
        Options);
}
