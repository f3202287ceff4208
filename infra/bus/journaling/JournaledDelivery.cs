using MassTransit;
using Rampart.Bus.Faults;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>One delivery of a message to this process, as far as the journal is concerned. It travels with the delivery's context.</summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="queue">The queue on which it arrived.</param>
/// <param name="context">The delivery.</param>
sealed class JournaledDelivery(MessageJournal journal, TimeProvider time, string queue, ReceiveContext context)
{
    readonly DateTimeOffset _arrived = time.GetUtcNow();
    readonly long _started = time.GetTimestamp();
    string? _type;
    MessageSubject _subject;
    Guid _messageId;
    bool _isReturned;

    /// <summary>The delivery that is handled in this context; null when nothing is journaled.</summary>
    public static JournaledDelivery? Of(PipeContext context) =>
        context is ConsumeContext consume && consume.ReceiveContext.TryGetPayload(out JournaledDelivery? delivery) ? delivery : null;

    /// <summary>Its consumer got the message: now it is known what it is. Only the first call counts.</summary>
    public void Arrived(object message, string type, Guid? messageId)
    {
        if (_type is null)
        {
            (_type, _subject, _messageId) = (type, MessageSubject.Of(message), messageId ?? Guid.Empty);
            Add(JournalAct.Arrived, TransportHeaders.Of(context), context.Body.GetBytes());
        }
    }

    /// <summary>Handling it failed, and is tried again.</summary>
    public void Retried(Exception why) => Add(JournalAct.Retried, reason: Describe(why));

    /// <summary>Its handler could not do it now, and has sent a copy to the end of the queue.</summary>
    public void Returned() => _isReturned = true;

    /// <summary>Handling it came to an end; returns when that is written.</summary>
    /// <param name="hasDeadLetters">Whether the queue keeps what can't be handled.</param>
    /// <param name="failure">What was thrown out of the endpoint; null unless something was.</param>
    /// <param name="patience">How long to wait while the journal can't be written.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">It can't be written for longer.</exception>
    public ValueTask EndedAsync(bool hasDeadLetters, Exception? failure, TimeSpan patience, CancellationToken cancellation)
    {
        if (_type is null)
        {
            // No consumer got it: it can't be read, or nobody takes messages of its type.
            EnvelopeSummary envelope = EnvelopeSummary.Read(context.Body.GetBytes());
            (_type, _subject) = (envelope.MessageType ?? "", new MessageSubject(envelope.RunId, envelope.Stage, envelope.Item));
            _messageId = Guid.TryParse(envelope.MessageId, out Guid id) ? id : Guid.Empty;
            Add(JournalAct.Arrived, TransportHeaders.Of(context), context.Body.GetBytes());
        }
        (JournalOutcome outcome, string? reason) =
            failure is not null ? (JournalOutcome.Returned, Describe(failure))
            : _isReturned ? (JournalOutcome.Returned, null)
            : context.IsDelivered && !context.IsFaulted ? (JournalOutcome.Consumed, null)
            : (hasDeadLetters ? JournalOutcome.DeadLettered : JournalOutcome.Faulted, FaultOf());
        return journal.WrittenAsync(Add(JournalAct.Ended, outcome: outcome, duration: time.GetElapsedTime(_started), reason: reason), patience, cancellation);
    }

    /// <summary>Tells why the message can't be handled.</summary>
    public Exception? Fault { get; set; }

    string FaultOf() => Fault is { } fault ? Describe(fault) : "No consumer of the queue takes messages of its type.";

    JournalTicket Add(
        JournalAct act, IReadOnlyList<KeyValuePair<string, string>>? headers = null, byte[]? envelope = null, JournalOutcome? outcome = null, TimeSpan? duration = null, string? reason = null) =>
        journal.Add(new JournalEntry
        {
            Time = act == JournalAct.Arrived ? _arrived : time.GetUtcNow(),
            Act = act,
            MessageId = _messageId,
            MessageType = _type ?? "",
            Address = queue,
            RunId = _subject.RunId,
            Stage = _subject.Stage,
            Item = _subject.Item,
            Outcome = outcome,
            Duration = duration,
            Reason = reason,
            Headers = headers,
            Envelope = envelope,
        });

    static string Describe(Exception why) => $"{why.GetType().Name}: {why.Message}";
}
