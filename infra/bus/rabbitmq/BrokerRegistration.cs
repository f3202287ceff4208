using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rampart.Bus.RabbitMq;

/// <summary>Adds what a process needs beside its consumers: the connection to the broker, the publisher, and the watch over the endpoints.</summary>
static class BrokerRegistration
{
    public static IServiceCollection AddBroker(this IServiceCollection services, BusOptions options, SharedQueues queues)
    {
        services.TryAddSingleton(new DeafnessOptions());
        // Hosted before the consumers, the publisher stops after them.
        return services
            .AddSingleton(queues)
            .AddSingleton(new BrokerConnection(options))
            .AddSingleton<BrokerArrival>()
            .AddSingleton<IFellowWorkers, BrokerFellowWorkers>()
            .AddSingleton<BrokerPublisher>()
            .AddSingleton<IMessagePublisher>(s => s.GetRequiredService<BrokerPublisher>())
            .AddHostedService(s => s.GetRequiredService<BrokerPublisher>())
            .AddHostedService<DeafnessWatch>();
    }
}
