using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Faults;

/// <summary>Adds what tools need to look after dead letters.</summary>
public static class FaultsRegistration
{
    /// <summary>Adds <see cref="DeadLetters"/> of the queues of all services that have added themselves. It needs no running bus.</summary>
    /// <exception cref="BusException">The options name no broker, or can't be used.</exception>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, BusOptions options)
    {
        string[] queues = [.. services.Select(service => service.ImplementationInstance).OfType<BusPart>().Select(part => part.Queue).OfType<string>().Distinct()];
        return services.AddSingleton(new DeadLetters(new BrokerConnection(options), queues));
    }
}
