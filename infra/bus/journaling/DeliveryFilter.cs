using MassTransit;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>
/// Journals what arrives at one endpoint. It is around everything that the endpoint does, so a message is acknowledged only after its end has
/// been written.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
/// <param name="hasDeadLetters">Whether the endpoint's queue keeps what can't be handled.</param>
sealed class DeliveryFilter(MessageJournal journal, TimeProvider time, bool hasDeadLetters) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var delivery = new JournaledDelivery(journal, time, context);
        context.GetOrAddPayload(() => delivery);
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
        await delivery.EndedAsync(hasDeadLetters, null, context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("journal");

    async Task TryEndAsync(JournaledDelivery delivery, Exception why, CancellationToken cancellation)
    {
        try
        {
            await delivery.EndedAsync(hasDeadLetters, why, cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
