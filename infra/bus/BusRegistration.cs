using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>How services and the bus come together.</summary>
public static class BusRegistration
{
    /// <summary>Has commands of this type, sent to <paramref name="queue"/>, executed by the stage of their kind.</summary>
    public static IServiceCollection AddWorkConsumer<TCommand>(this IServiceCollection services, string queue)
        where TCommand : class, IWorkCommand =>
        services.AddToBus(bus => bus.AddConsumer<WorkItemConsumer<TCommand>>().Endpoint(endpoint => endpoint.Name = queue));

    /// <summary>Adds consumers to the bus. Call it before <see cref="AddInMemoryBus"/>.</summary>
    public static IServiceCollection AddToBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> configure) =>
        services.AddSingleton(new BusPart(configure));

    /// <summary>Connects everything that was added so far over a transport inside this process.</summary>
    public static IServiceCollection AddInMemoryBus(this IServiceCollection services)
    {
        services.TryAddSingleton<EndedRuns>();
        services.TryAddSingleton(RetryPolicy.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.AddToBus(bus => bus.AddConsumer<RunFinishedConsumer>().Endpoint(endpoint =>
        {
            endpoint.Name = "worker";
            endpoint.InstanceId = $"-{Environment.ProcessId}";
            endpoint.Temporary = true;
        }));
        BusPart[] parts = [.. services.Select(service => service.ImplementationInstance).OfType<BusPart>()];
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            foreach (BusPart part in parts)
            {
                part.Configure(bus);
            }
            bus.UsingInMemory((context, transport) =>
            {
                // A handler waits for a slot, so there is no use in more of them at once per service than there are slots.
                int slots = context.GetRequiredService<ComputeSlots>().Count;
                transport.ConcurrentMessageLimit = slots;
                transport.PrefetchCount = slots;
                transport.UseMessageRetry(retry =>
                {
                    retry.Ignore<OperationCanceledException>();
                    retry.Intervals(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
                });
                transport.ConfigureEndpoints(context);
            });
        });
    }

    sealed record BusPart(Action<IBusRegistrationConfigurator> Configure);
}
