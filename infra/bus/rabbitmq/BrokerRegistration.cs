using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rampart.Bus.RabbitMq;

/// <summary>Adds the connection to the broker and the watch over the endpoints, when there is a broker.</summary>
static class BrokerRegistration
{
    public static IServiceCollection AddBroker(this IServiceCollection services, BusOptions options)
    {
        services.TryAddSingleton<ProcessExit>();
        services.TryAddSingleton<EndpointHearing>();
        if (options.Uri is null)
        {
            return services;
        }
        services.TryAddSingleton(new DeafnessOptions());
        return services.AddSingleton(new BrokerConnection(options)).AddSingleton<BrokerArrival>().AddHostedService<DeafnessWatch>();
    }
}
