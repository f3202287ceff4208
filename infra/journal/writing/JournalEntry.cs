using Rampart.Contracts;

namespace Rampart.Journal;

/// <summary>What a process writes into its journal: a <see cref="JournalRecord"/> without what the journal itself knows.</summary>
public readonly struct JournalEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened.</summary>
    public required JournalAct Act { get; init; }

    /// <summary>The message's id.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The contract's name.</summary>
    public required string MessageType { get; init; }

    /// <summary>The queue on which it arrived, or the queue or exchange that it was sent to.</summary>
    public required string Address { get; init; }

    /// <summary>The run that it is about.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage that it is about.</summary>
    public string? Stage { get; init; }

    /// <summary>The item that it is about.</summary>
    public string? Item { get; init; }

    /// <summary>How it ended, when it did.</summary>
    public JournalOutcome? Outcome { get; init; }

    /// <summary>How long it was handled, when that came to an end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why, when it did not go well.</summary>
    public string? Reason { get; init; }

    /// <summary>The transport's headers; read before the entry counts as added.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>The envelope; read before the entry counts as added.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }
}
