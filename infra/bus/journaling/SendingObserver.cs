using MassTransit;
using MassTransit.Context;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>
/// Journals what is sent. The record is added before the bus gets the message, and is written while the broker takes it: whoever sends goes on
/// when both have it. Within one process nobody waits for it, since the message is not kept longer than its record.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="waits">Whether sending waits until it is written.</param>
sealed class SendingObserver(MessageJournal journal, TimeProvider time, bool waits) : ISendObserver, IPublishObserver
{
    /// <summary>The same for a bus whose user waits by itself until everything is written.</summary>
    public SendingObserver WithoutWaiting() => new(journal, time, waits: false);

    /// <summary>Returns when everything is written that was sent before.</summary>
    public ValueTask AllWrittenAsync(CancellationToken cancellation) => journal.AllWrittenAsync(cancellation);

    public Task PreSend<T>(SendContext<T> context) where T : class => Add(context);

    public Task PostSend<T>(SendContext<T> context) where T : class => WrittenAsync(context);

    public Task SendFault<T>(SendContext<T> context, Exception exception) where T : class => Add(context, exception);

    public Task PrePublish<T>(PublishContext<T> context) where T : class => Add(context);

    public Task PostPublish<T>(PublishContext<T> context) where T : class => WrittenAsync(context);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Add(context, exception);

    Task Add<T>(SendContext<T> context, Exception? failure = null) where T : class
    {
        MessageSubject subject = MessageSubject.Of(context.Message);
        JournalTicket ticket = journal.Add(new JournalEntry
        {
            Time = time.GetUtcNow(),
            Act = JournalAct.Sent,
            MessageId = context.MessageId ?? Guid.Empty,
            MessageType = ContractName<T>.Value,
            Address = Addresses.Name(context.DestinationAddress),
            RunId = subject.RunId,
            Stage = subject.Stage,
            Item = subject.Item,
            Reason = failure is null ? null : $"It may not have been sent: {failure.GetType().Name}: {failure.Message}",
            Headers = TransportHeaders.Of(context),
            Envelope = Envelope(context),
        });
        if (waits && failure is null)
        {
            context.AddOrUpdatePayload(() => new Sending(ticket), _ => new Sending(ticket));
        }
        return Task.CompletedTask;
    }

    Task WrittenAsync(SendContext context) =>
        context.TryGetPayload(out Sending? sending) ? journal.WrittenAsync(sending.Ticket, context.CancellationToken).AsTask() : Task.CompletedTask;

    // Both transports send with this context, and send these very bytes: they are made once.
    static byte[] Envelope<T>(SendContext<T> context) where T : class => context is MessageSendContext<T> transport
        ? transport.Body.GetBytes()
        : throw new NotSupportedException($"The bytes of a {context.GetType()} are not known. Journal with the transports of the house, or not at all.");

    sealed record Sending(JournalTicket Ticket);
}
