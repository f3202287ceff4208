using System.Text.Json;

namespace Rampart.Replay;

/// <summary>A message as it was on the bus, decoded as far as its envelope goes.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="MessageType">The contract's name, for example <c>MineShard</c>.</param>
/// <param name="SentTime">When it was sent, by the sender's clock; null when the envelope does not say.</param>
/// <param name="Message">The message.</param>
public sealed record Envelope(Guid MessageId, string MessageType, DateTimeOffset? SentTime, JsonElement Message);
