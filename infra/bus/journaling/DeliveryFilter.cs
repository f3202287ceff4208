using MassTransit;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>
/// Journals what arrives at one endpoint. It is around everything that the endpoint does, so a message is acknowledged only after its end has
/// been written.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="queue">The endpoint's queue.</param>
/// <param name="hasDeadLetters">Whether the endpoint's queue keeps what can't be handled.</param>
/// <param name="patience">How long a message may be kept while the journal can't be written; after that it goes back to its queue.</param>
sealed class DeliveryFilter(MessageJournal journal, TimeProvider time, string queue, bool hasDeadLetters, TimeSpan patience) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var delivery = new JournaledDelivery(journal, time, queue, context);
        context.GetOrAddPayload(() => delivery);
        if (journal.IsBehind)
        {
            await journal.AllWrittenAsync(context.CancellationToken);
        }
        try
        {
            await next.Send(context);
        }
        catch (Exception e)
        {
            // The bus gives the message back, whether that gets written or not.
            await TryEndAsync(delivery, e, context.CancellationToken);
            throw;
        }
        await delivery.EndedAsync(hasDeadLetters, null, patience, context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("journal");

    async Task TryEndAsync(JournaledDelivery delivery, Exception why, CancellationToken cancellation)
    {
        try
        {
            await delivery.EndedAsync(hasDeadLetters, why, patience, cancellation);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            return;
        }
    }
}
