namespace Rampart.Bus.Journaling;

/// <summary>What a comparison of the journal with the broker's stream found.</summary>
/// <param name="From">Since when the two can be compared: the stream's oldest message. Null when it has none.</param>
/// <param name="Streamed">How many messages the stream holds.</param>
/// <param name="Journaled">How many records the journal has of that time.</param>
/// <param name="UnderWay">How many messages wait on their queue, or are being handled.</param>
/// <param name="Missing">What one has and the other should have too.</param>
public sealed record CompletenessReport(DateTimeOffset? From, long Streamed, long Journaled, long UnderWay, IReadOnlyList<MissingMessage> Missing);

/// <summary>A message that is missing somewhere.</summary>
/// <param name="MessageId">Its id.</param>
/// <param name="MessageType">The contract's name, where that is known.</param>
/// <param name="Address">The queue or exchange where it was seen.</param>
/// <param name="What">What is missing, one sentence.</param>
public sealed record MissingMessage(Guid MessageId, string? MessageType, string Address, string What);
