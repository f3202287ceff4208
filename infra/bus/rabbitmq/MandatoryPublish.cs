using MassTransit;

namespace Rampart.Bus.RabbitMq;

/// <summary>Makes it an error of the publisher, not a loss, when the broker knows no queue for the message.</summary>
sealed class MandatoryPublish<T> : IFilter<PublishContext<T>> where T : class
{
    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        context.Mandatory = true;
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("mandatory");
}
