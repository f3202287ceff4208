namespace Rampart.Bus.Journaling;

/// <summary>A message as the broker's stream keeps it.</summary>
/// <param name="Offset">Its place in the stream.</param>
/// <param name="Exchange">The exchange that it was sent to.</param>
/// <param name="MessageId">Its id; null when it states none.</param>
/// <param name="MessageType">The contract's name, as its envelope states it.</param>
/// <param name="Sent">When, as its sender stated it; null when it does not.</param>
/// <param name="Headers">Its headers, as text.</param>
/// <param name="Envelope">Its bytes.</param>
public sealed record StreamedMessage(
    long Offset, string Exchange, Guid? MessageId, string? MessageType, DateTimeOffset? Sent, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Envelope);
