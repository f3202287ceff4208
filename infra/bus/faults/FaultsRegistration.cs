using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Faults;

/// <summary>Adds what tools need to look after dead letters.</summary>
public static class FaultsRegistration
{
    /// <summary>Adds <see cref="DeadLetters"/> of the queues of all services that have added themselves. It needs no running bus.</summary>
    /// <param name="services">Where the services have added themselves.</param>
    /// <param name="options">The broker.</param>
    /// <param name="others">Queues of services that add themselves only where they are served.</param>
    /// <exception cref="BusException">The options name no broker, or can't be used.</exception>
    public static IServiceCollection AddDeadLetters(this IServiceCollection services, BusOptions options, params string[] others)
    {
        string[] queues = [.. services.Select(service => service.ImplementationInstance).OfType<BusPart>().Select(part => part.Queue).OfType<string>().Concat(others).Distinct()];
        return services.AddSingleton(new DeadLetters(new BrokerConnection(options), queues));
    }
}
