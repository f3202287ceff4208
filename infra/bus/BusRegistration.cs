using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Artifacts;
using Rampart.Bus.Journaling;
using Rampart.Bus.Memory;
using Rampart.Bus.RabbitMq;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>How services and the bus come together.</summary>
public static class BusRegistration
{
    // Handlers of work items end by themselves when the process stops; the others are about to.
    static readonly TimeSpan HandlerStopTimeout = TimeSpan.FromSeconds(2), StopTimeout = TimeSpan.FromSeconds(20);

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
    /// <exception cref="BusException">The options can't be used.</exception>
    public static IServiceCollection AddRampartBus(this IServiceCollection services, BusOptions options, Func<string, bool>? consumes = null)
    {
        services.AddWorkItems(options);
        BusPart[] parts = [.. services.Select(service => service.ImplementationInstance).OfType<BusPart>()];
        JournalOptions? journal = services.Select(service => service.ImplementationInstance).OfType<JournalOptions>().LastOrDefault();
        var queues = new SharedQueues(options, parts, journal is { Stream: true } ? new StreamTopology(journal) : null);
        _ = options.Uri is null ? services.AddSingleton<IMessagePublisher, InMemoryPublisher>() : services.AddBroker(options, queues);
        return services
            .Configure<MassTransitHostOptions>(host => (host.ConsumerStopTimeout, host.StopTimeout) = (HandlerStopTimeout, StopTimeout))
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.SetKebabCaseEndpointNameFormatter();
                if (journal is not null)
                {
                    JournalingRegistration.Use(bus, services, queues);
                }
                foreach (BusPart part in parts.Where(part => part.Queue is null || consumes is null || consumes(part.Queue)))
                {
                    part.Configure(bus);
                }
                if (options.Uri is null)
                {
                    InMemoryTransport.Use(bus);
                }
                else
                {
                    RabbitMqTransport.Use(bus, queues);
                }
            });
    }

    static IServiceCollection AddWorkItems(this IServiceCollection services, BusOptions options)
    {
        services.TryAddSingleton(RetryPolicy.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClaimStore, UnclaimedWork>();
        services.TryAddSingleton<ProcessExit>();
        services.TryAddSingleton<EndpointHearing>();
        services.TryAddSingleton(options.Uri is null ? HandlerLimits.None : HandlerLimits.Below(options.ConsumerTimeout));
        services.TryAddSingleton<IFellowWorkers, NoFellowWorkers>();
        return services
            .AddSingleton<WorkerAvoidance>()
            .AddSingleton<EndedRuns>()
            .AddSingleton<WorkItemHandler>()
            .AddToBus(null, bus => bus.AddConsumer<RunFinishedConsumer>().Endpoint(endpoint =>
            {
                // Unique among all processes of all machines: each must hear of every run that ends.
                endpoint.Name = $"worker-{NewId.NextGuid():n}";
                endpoint.Temporary = true;
            }));
    }
}
