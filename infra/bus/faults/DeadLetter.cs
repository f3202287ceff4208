namespace Rampart.Bus.Faults;

/// <summary>A message that the consumers of its queue could not handle. Whatever comes from the message itself may be missing or made up.</summary>
public sealed record DeadLetter
{
    /// <summary>The name by which it can be shown, retried and discarded: it follows from queue, message id and content.</summary>
    public required string Id { get; init; }

    /// <summary>The queue that it was on.</summary>
    public required string Queue { get; init; }

    /// <summary>The id that its sender gave it.</summary>
    public string? MessageId { get; init; }

    /// <summary>What it is, for example <c>MineShard</c>.</summary>
    public string? MessageType { get; init; }

    /// <summary>The run that it is about.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage that it is about.</summary>
    public string? Stage { get; init; }

    /// <summary>The item that it is about.</summary>
    public string? Item { get; init; }

    /// <summary>Why it is here.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>What the consumer threw: type and message.</summary>
    public string? Exception { get; init; }

    /// <summary>Since when it is here; null when nothing says so.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How often it had been delivered before, without its handler coming to an end; null when nothing says so.</summary>
    public long? Redeliveries { get; init; }

    /// <summary>The length of the body in bytes.</summary>
    public required long Size { get; init; }
}

/// <summary>Why a message is among the dead letters.</summary>
public enum DeadLetterReason
{
    /// <summary>Nothing in the message says why.</summary>
    Unknown,

    /// <summary>Its consumer threw, also when tried again.</summary>
    Fault,

    /// <summary>No consumer of the queue takes messages of its type.</summary>
    NotUnderstood,

    /// <summary>Its handler never came to an end, as often as the queue allows: it takes its process down.</summary>
    DeliveryLimit,
}
