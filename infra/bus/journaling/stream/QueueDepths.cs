using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Journaling;

/// <summary>The shared queues: what goes to them, and how many messages wait on them.</summary>
/// <param name="broker">The broker.</param>
/// <param name="queueOf">The shared queue that takes what is sent to an exchange, by the exchange's name.</param>
public sealed class QueueDepths(BrokerConnection broker, IReadOnlyDictionary<string, string> queueOf)
{
    /// <summary>The shared queue that takes what is sent to an exchange; null when none does.</summary>
    public string? QueueOf(string exchange) => queueOf.GetValueOrDefault(exchange);

    /// <summary>How many messages wait on each shared queue; one that does not exist has none.</summary>
    /// <exception cref="BusException">The broker can't be used.</exception>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken cancellation)
    {
        await using IConnection connection = await broker.OpenAsync("rampart journal", cancellation);
        var depths = new Dictionary<string, long>();
        foreach (string queue in queueOf.Values.Distinct())
        {
            // A refusal closes the channel.
            await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            try
            {
                depths[queue] = (await channel.QueueDeclarePassiveAsync(queue, cancellation)).MessageCount;
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                depths[queue] = 0;
            }
        }
        return depths;
    }
}
