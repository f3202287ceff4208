using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus.Faults;
using Rampart.Bus.Journaling;
using Rampart.Stages;

namespace Rampart.Bus.RabbitMq;

/// <summary>The bus over a broker.</summary>
static class RabbitMqTransport
{
    /// <summary>Connects the registered consumers over the broker.</summary>
    public static void Use(IBusRegistrationConfigurator bus, SharedQueues queues)
    {
        bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                Configure(rabbit, name, queues, context);
            }
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            Configure(
                transport, queues, context.GetRequiredService<BrokerConnection>(), context.GetRequiredService<BrokerArrival>(), context.GetService<DeliveryObserver>());
            transport.ConfigureEndpoints(context);
        });
    }

    /// <summary>What holds for every bus over the broker.</summary>
    public static void Configure(
        IRabbitMqBusFactoryConfigurator transport, SharedQueues queues, BrokerConnection broker, BrokerArrival arrival, IRetryObserver? retries)
    {
        transport.Host(broker.Address, "rampart", host => host.OnRefreshConnectionFactory = factory =>
        {
            broker.Apply(factory);
            return arrival.WaitAsync();
        });
        BusDefaults.Configure(transport, retries);
        queues.ConfigurePublishing(transport);
    }

    static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, string name, SharedQueues queues, IRegistrationContext context)
    {
        EndpointHearing hearing = context.GetRequiredService<EndpointHearing>();
        endpoint.ConfigureChannel(channel => channel.UseFilter(hearing.Listen(name)));
        if (!queues.Contain(name))
        {
            // A queue of this process alone, which goes with it.
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            return;
        }
        queues.Configure(endpoint, name);
        endpoint.ConfigureConsumeTopology = false; // see SharedQueues.ConfigurePublishing
        if (name != QueueNames.Coordination)
        {
            // A handler waits for a slot, so there is no use in more of them at once per service than there are slots.
            int slots = context.GetRequiredService<ComputeSlots>().Count;
            endpoint.PrefetchCount = slots;
            endpoint.ConcurrentMessageLimit = slots;
        }
        endpoint.ConfigureReceive(BodyLimit.Configure);
        endpoint.ConfigureError(DeliveryCount.Configure);
    }
}
