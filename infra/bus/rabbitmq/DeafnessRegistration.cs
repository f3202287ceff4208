using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rampart.Bus.RabbitMq;

/// <summary>Adds the watch over the endpoints, when there is a broker.</summary>
static class DeafnessRegistration
{
    public static IServiceCollection AddDeafnessWatch(this IServiceCollection services, BusOptions options)
    {
        services.TryAddSingleton<ProcessExit>();
        services.TryAddSingleton<EndpointHearing>();
        if (options.Uri is null)
        {
            return services;
        }
        services.TryAddSingleton(new DeafnessOptions());
        return services.AddSingleton(new BrokerConnection(options)).AddHostedService<DeafnessWatch>();
    }
}
