using MassTransit;

namespace Rampart.Bus.Memory;

/// <summary>Publishes within the process.</summary>
sealed class InMemoryPublisher(IBus bus) : IMessagePublisher
{
    public Task PublishAsync(object message, Guid messageId, CancellationToken cancellation) =>
        bus.Publish(message, message.GetType(), publish => publish.MessageId = messageId, cancellation);
}
