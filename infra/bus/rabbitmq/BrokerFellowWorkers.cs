using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Bus.RabbitMq;

/// <summary>Asks the broker how many consumers a queue has: each worker process is one.</summary>
sealed class BrokerFellowWorkers(BrokerConnection broker) : IFellowWorkers
{
    public async Task<bool> AnyAsync(string queue, CancellationToken cancellation)
    {
        try
        {
            await using IConnection connection = await broker.OpenAsync("rampart workers", cancellation);
            await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            // This process is one itself: 0 is what a busy quorum queue answers when it has not counted in time.
            return await channel.ConsumerCountAsync(queue, cancellation) != 1;
        }
        catch (Exception e) when (e is BusException or RabbitMQClientException)
        {
            return true;
        }
    }
}
