using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Bus.Faults;

/// <summary>Sends a dead letter to the queue that it was on, without what it became a dead letter with.</summary>
static class Resending
{
    /// <summary>A header that says that the message was sent again, to its queue alone: the broker's stream of all messages does not get it.</summary>
    public const string Mark = "Rampart-Resent";

    static readonly string[] Added = ["x-death", "x-delivery-count", "x-dotnet-pub-seq-no", DeliveryCount.Header, Mark];
    static readonly string[] AddedBeginnings = ["MT-Reason", "MT-Fault-", "MT-Host-", "x-first-death-", "x-last-death-"];

    // The broker would send copies to the queues that these name.
    static readonly string[] Copies = ["CC", "BCC"];

    public static async Task SendAsync(IChannel channel, string queue, BasicGetResult message, CancellationToken cancellation)
    {
        var properties = new BasicProperties(message.BasicProperties)
        {
            Headers = message.BasicProperties.Headers?.Where(header => !IsAdded(header.Key)).ToDictionary(),
            Persistent = true,
        };
        properties.Headers ??= new Dictionary<string, object?>();
        properties.Headers[Mark] = true;
        // The broker compares it with the user of this connection.
        properties.ClearUserId();
        properties.ClearExpiration();
        try
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, cancellation);
        }
        catch (PublishException e)
        {
            throw new BusException($"The broker did not take the message for the queue {queue}; it stays with the dead letters. Start the service of that queue, which declares it.", e);
        }
    }

    static bool IsAdded(string header) =>
        Added.Contains(header) || Copies.Contains(header) || AddedBeginnings.Any(beginning => header.StartsWith(beginning, StringComparison.Ordinal));
}
