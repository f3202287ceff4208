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
        services.AddToBus(queue, bus => bus.AddConsumer<WorkItemConsumer<TCommand>>().Endpoint(endpoint => endpoint.Name = queue));

    /// <summary>Adds consumers to the bus. Call it before <see cref="AddRampartBus"/>.</summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="queue">The queue that they consume, which other processes may consume instead; null when each process has its own.</param>
    /// <param name="configure">Adds the consumers.</param>
    public static IServiceCollection AddToBus(this IServiceCollection services, string? queue, Action<IBusRegistrationConfigurator> configure) =>
        services.AddSingleton(new BusPart(queue, configure));

    /// <summary>Connects everything that was added so far, over the transport that the options name.</summary>
    /// <param name="services">Where everything was added.</param>
    /// <param name="options">The transport.</param>
    /// <param name="consumes">Which shared queues this process consumes; all unless given.</param>
    public static IServiceCollection AddRampartBus(this IServiceCollection services, BusOptions options, Func<string, bool>? consumes = null)
    {
        if (options.Uri is not null)
        {
            throw new NotSupportedException("The broker comes with the next commits.");
        }
        services.TryAddSingleton<EndedRuns>();
        services.TryAddSingleton(RetryPolicy.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.AddToBus(null, bus => bus.AddConsumer<RunFinishedConsumer>().Endpoint(endpoint =>
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
            foreach (BusPart part in parts.Where(part => part.Queue is null || consumes is null || consumes(part.Queue)))
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

    sealed record BusPart(string? Queue, Action<IBusRegistrationConfigurator> Configure);
}
