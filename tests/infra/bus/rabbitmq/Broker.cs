using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Rampart.Testing;

namespace Rampart.Bus.Tests.RabbitMq;

/// <summary>The broker of these tests, and what a client that knows nothing of Rampart does with it.</summary>
static class Broker
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(60);

    /// <summary>A virtual host of its own on the server that the tests share.</summary>
    public static async Task<BusOptions> Shared() => new() { Uri = (await RabbitMqServer.Shared).TakeVirtualHost() };

    /// <summary>Ends every connection to this virtual host, as a failing network would.</summary>
    public static async Task CutConnections(BusOptions options) =>
        await (await RabbitMqServer.Shared).ControlAsync("close_all_connections", "--vhost", options.Uri!.AbsolutePath.Trim('/'), "cut");

    /// <summary>Puts a message of any kind on a queue.</summary>
    public static async Task Put(BusOptions options, string queue, byte[] body, BasicProperties? properties = null)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.BasicPublishAsync("", queue, mandatory: true, properties ?? new BasicProperties(), body);
    }

    /// <summary>Takes a message from a queue and breaks the connection, as a process does that dies of the message; false when there is none.</summary>
    public static async Task<bool> TakeAndDie(BusOptions options, string queue)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri!, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        BasicGetResult? message = await channel.BasicGetAsync(queue, autoAck: false);
        return message is not null;
    }

    /// <summary>Takes a message from a queue for good, as whoever looks at queues by hand does.</summary>
    public static async Task TakeAway(BusOptions options, string queue)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        Assert.NotNull(await channel.BasicGetAsync(queue, autoAck: true));
    }

    /// <summary>How many messages are ready on a queue.</summary>
    public static async Task<long> Count(BusOptions options, string queue)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = options.Uri! }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    /// <summary>Whether the broker knows a queue.</summary>
    public static async Task<bool> Has(BusOptions options, string queue)
    {
        try
        {
            return await Count(options, queue) >= 0;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(Pause, patience.Token);
        }
    }
}
