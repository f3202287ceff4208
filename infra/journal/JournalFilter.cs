using Rampart.Contracts;

namespace Rampart.Journal;

/// <summary>Which records to read; what is null lets everything pass.</summary>
public sealed record JournalFilter
{
    /// <summary>Everything.</summary>
    public static JournalFilter All { get; } = new();

    /// <summary>The run that the message is about.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage that the message is about; stages within it as well (<c>adpo</c> lets <c>adpo/2/mine</c> pass).</summary>
    public string? Stage { get; init; }

    /// <summary>The item that the message is about.</summary>
    public string? Item { get; init; }

    /// <summary>The message.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>The contract's name, for example <c>MineShard</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>Not before this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What happened.</summary>
    public JournalAct? Act { get; init; }

    /// <summary>How it ended.</summary>
    public JournalOutcome? Outcome { get; init; }

    /// <summary>Whether envelopes are wanted; without them reading is faster and records have empty ones.</summary>
    public bool WithEnvelopes { get; init; } = true;

    /// <summary>Whether a record passes.</summary>
    public bool Passes(JournalRecord record) =>
        (RunId is null || record.RunId == RunId)
        && (Stage is null || record.Stage == Stage || record.Stage?.StartsWith(Stage + "/", StringComparison.Ordinal) == true)
        && (Item is null || record.Item == Item)
        && (MessageId is null || record.MessageId == MessageId)
        && (MessageType is null || record.MessageType == MessageType)
        && (From is null || record.Time >= From)
        && (To is null || record.Time < To)
        && (Act is null || record.Act == Act)
        && (Outcome is null || record.Outcome == Outcome);
}
