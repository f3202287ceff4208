using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus.Faults;
using Rampart.Stages;

namespace Rampart.Bus.RabbitMq;

/// <summary>The bus over a broker.</summary>
static class RabbitMqTransport
{
    /// <summary>Connects the registered consumers over the broker that the options name.</summary>
    public static void Use(IBusRegistrationConfigurator bus, BusOptions options, IReadOnlyDictionary<string, IReadOnlyList<Type>> messages)
    {
        var queues = new SharedQueues(options, messages);
        bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                Configure(rabbit, name, queues, context);
            }
        });
        bus.UsingRabbitMq((context, transport) =>
        {
            BrokerConnection connection = context.GetRequiredService<BrokerConnection>();
            BrokerArrival arrival = context.GetRequiredService<BrokerArrival>();
            transport.Host(connection.Address, "rampart", host => host.OnRefreshConnectionFactory = factory =>
            {
                connection.Apply(factory);
                return arrival.WaitAsync();
            });
            BusDefaults.Configure(transport);
            queues.ConfigurePublishing(transport);
            transport.UsePublishFilter(typeof(MandatoryPublish<>), context, filter => filter.Include(queues.Types));
            transport.ConfigureEndpoints(context);
        });
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
