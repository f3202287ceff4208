using MassTransit;
using MassTransit.RabbitMqTransport;
using Rampart.Bus.Journaling;
using Rampart.Contracts;

namespace Rampart.Bus.RabbitMq;

/// <summary>
/// The queues that processes share: replicated, and with a dead-letter queue beside each. Whoever declares a queue declares it with these
/// arguments, or the broker refuses.
/// </summary>
sealed class SharedQueues(BusOptions options, IEnumerable<BusPart> parts, StreamTopology? stream = null)
{
    static readonly RabbitMqMessageNameFormatter Exchanges = new();
    static readonly string[] OwnArguments =
        ["x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-strategy", "x-overflow", "x-single-active-consumer"];

    readonly Dictionary<string, Type[]> _messages = parts.Where(part => part.Queue is not null).GroupBy(part => part.Queue!)
        .ToDictionary(queue => queue.Key, queue => queue.SelectMany(part => part.Messages()).Distinct().ToArray());

    /// <summary>Everything that must reach a shared queue.</summary>
    public IEnumerable<Type> Types => _messages.Values.SelectMany(types => types).Distinct();

    /// <summary>The shared queue that takes what is sent to an exchange, by the exchange's name.</summary>
    public static IReadOnlyDictionary<string, string> OfExchanges(IEnumerable<BusPart> parts)
    {
        var queues = new Dictionary<string, string>();
        foreach (BusPart part in parts.Where(part => part.Queue is not null))
        {
            queues[part.Queue!] = part.Queue!;
            foreach (Type type in part.Messages())
            {
                queues[Exchanges.GetMessageName(type)] = part.Queue!;
            }
        }
        return queues;
    }

    /// <summary>Whether processes share this queue.</summary>
    public bool Contain(string queue) => _messages.ContainsKey(queue);

    /// <summary>The arguments of a shared queue. A message whose handler never came to an end this often goes to the dead letters, confirmed by their queue.</summary>
    public void Configure(IRabbitMqQueueConfigurator queue, string name)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", QueueNames.DeadLetters(name));
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        queue.SetQueueArgument("x-overflow", "reject-publish");
        if (name == QueueNames.Coordination)
        {
            queue.SingleActiveConsumer = true;
        }
    }

    /// <summary>The arguments of a dead-letter queue, which MassTransit takes from its shared queue unless told otherwise.</summary>
    public static void ConfigureDeadLetters(IRabbitMqQueueBindingConfigurator queue)
    {
        foreach (string argument in OwnArguments)
        {
            queue.SetQueueArgument(argument, null);
        }
        queue.SetQuorumQueue();
    }

    /// <summary>
    /// Has whoever publishes a message that a shared queue takes declare queue, dead letters and binding first. So nothing is lost that is
    /// published before any service ran, or after a broker came back empty.
    /// </summary>
    public void ConfigurePublishing(IRabbitMqBusFactoryConfigurator bus)
    {
        foreach ((string name, Type[] types) in _messages)
        {
            foreach (Type type in types)
            {
                bus.Publish(type, topology =>
                {
                    topology.BindQueue(Exchanges.GetMessageName(type), name, queue => Configure(queue, name));
                    topology.BindQueue(QueueNames.DeadLetters(name), QueueNames.DeadLetters(name), ConfigureDeadLetters);
                    stream?.Bind(topology, name, QueueNames.DeadLetters(name));
                });
            }
        }
        foreach (Type type in stream is null ? [] : StreamTopology.Messages)
        {
            bus.Publish(type, topology => stream!.Bind(topology, Exchanges.GetMessageName(type)));
        }
        bus.Publish<IWorkCommand>(topology => topology.Exclude = true); // what all commands are is no message
        bus.DeployPublishTopology = true;
        bus.SendTopology.ConfigureErrorSettings = ConfigureDeadLetters;
        bus.SendTopology.ConfigureDeadLetterSettings = ConfigureDeadLetters;
        bus.SendTopology.DeadLetterQueueNameFormatter = new OneDeadLetterQueue();
    }

    // What no consumer takes goes where everything else goes that could not be handled.
    sealed class OneDeadLetterQueue : IDeadLetterQueueNameFormatter
    {
        public string FormatDeadLetterQueueName(string queueName) => QueueNames.DeadLetters(queueName);
    }
}
