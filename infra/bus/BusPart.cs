using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Rampart.Bus;

/// <summary>Consumers that somebody added to the bus.</summary>
/// <param name="Queue">The queue that they consume, which other processes may consume instead; null when each process has its own.</param>
/// <param name="Configure">Adds them.</param>
sealed record BusPart(string? Queue, Action<IBusRegistrationConfigurator> Configure)
{
    /// <summary>What they consume.</summary>
    public IReadOnlyList<Type> Messages()
    {
        var trial = new ServiceCollection();
        trial.AddMassTransit(bus => Configure(bus));
        return [.. trial.SelectMany(service => Consumed(service.ServiceType)).Distinct()];
    }

    static IEnumerable<Type> Consumed(Type consumer) =>
        consumer is { IsClass: true, IsGenericTypeDefinition: false }
            ? consumer.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(type => type.GetGenericArguments()[0])
            : [];
}
