namespace Rampart.Contracts;

/// <summary>Something that happened to a message in one process.</summary>
public sealed record JournalRecord
{
    /// <summary>Where it happened.</summary>
    public required JournalWriter Writer { get; init; }

    /// <summary>Its number in the process's journal, from 0 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, by the clock of that process; for people and filters only.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened.</summary>
    public required JournalAct Act { get; init; }

    /// <summary>The message's id; the same for every copy of it.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The contract's name, for example <c>MineShard</c>.</summary>
    public required string MessageType { get; init; }

    /// <summary>The queue on which it arrived, or the queue or exchange that it was sent to.</summary>
    public required string Address { get; init; }

    /// <summary>The run that the message is about, if it is about one.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage that the message is about, if it is about one.</summary>
    public string? Stage { get; init; }

    /// <summary>The item that the message is about, if it is about one.</summary>
    public string? Item { get; init; }

    /// <summary>How it ended, when it did.</summary>
    public JournalOutcome? Outcome { get; init; }

    /// <summary>How long it was handled, when that came to an end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why, when it did not go well.</summary>
    public string? Reason { get; init; }

    /// <summary>The transport's headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The envelope, byte for byte as it was sent or as it arrived; empty for other acts.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }
}
