namespace Rampart.Investigation;

/// <summary>The messages by which an item was ordered and answered.</summary>
/// <param name="Order">The order.</param>
/// <param name="Answer">The answer.</param>
public sealed record StepMessages(MessageTrace Order, MessageTrace Answer);

/// <summary>One message.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">The contract's name, where the journal has it.</param>
/// <param name="SentAt">When it was sent; null when the journal does not have it, and the id was worked out from the item.</param>
/// <param name="Sender">Host name and process id of whoever sent it, likewise.</param>
public sealed record MessageTrace(Guid Id, string? Type = null, DateTimeOffset? SentAt = null, string? Sender = null)
{
    /// <summary>Whether the journal has it.</summary>
    public bool IsJournaled => SentAt is not null;
}
