using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Cli.Tests;

/// <summary>Puts what nobody can read on a queue, so that it becomes a dead letter.</summary>
static class UnreadableMessage
{
    public static async Task PublishAsync(string broker, string queue, string body)
    {
        var factory = new ConnectionFactory { Uri = new Uri(broker) };
        await UntilDeclaredAsync(factory, queue);
        await using IConnection connection = await factory.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    static async Task UntilDeclaredAsync(ConnectionFactory factory, string queue)
    {
        await using IConnection connection = await factory.CreateConnectionAsync();
        while (true)
        {
            await using IChannel channel = await connection.CreateChannelAsync();
            try
            {
                await channel.QueueDeclarePassiveAsync(queue);
                return;
            }
            catch (OperationInterruptedException)
            {
                await Task.Delay(50);
            }
        }
    }
}
