using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Bus.RabbitMq;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Bus.Journaling;

/// <summary>How a process comes to journal its messages. A host that is built without it journals nothing.</summary>
public static class JournalingRegistration
{
    /// <summary>Has everything journaled that goes over the bus. Call it after the consumers have been added, and before <see cref="BusRegistration.AddRampartBus"/>.</summary>
    /// <param name="services">Where the consumers have been added; it must get a store.</param>
    /// <param name="options">How to journal.</param>
    /// <param name="bus">The transport.</param>
    /// <param name="consumes">Which shared queues this process consumes; all unless given.</param>
    public static IServiceCollection AddMessageJournal(this IServiceCollection services, JournalOptions options, BusOptions bus, Func<string, bool>? consumes = null)
    {
        bool computes = services.Select(service => service.ImplementationInstance).OfType<BusPart>()
            .Any(part => part.Queue is { } queue && queue != QueueNames.Coordination && (consumes is null || consumes(queue)));
        bool isBroker = bus.Uri is not null;
        // Hosted before the bus, it stops after it.
        return services
            .AddSingleton(options)
            .AddSingleton(s => new JournalRetention(new StoreWhenNeeded(s), options, s.GetRequiredService<TimeProvider>()))
            .AddSingleton<RetentionOnRotation>()
            .AddSingleton(s => new MessageJournal(
                new StoreWhenNeeded(s), options, () => Writer(s, computes, isBroker), s.GetRequiredService<RetentionOnRotation>().Run,
                s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<MessageJournal>>()))
            .AddHostedService<JournalStop>()
            .AddSingleton<DeliveryObserver>()
            .AddSingleton(s => new SendingObserver(s.GetRequiredService<MessageJournal>(), s.GetRequiredService<TimeProvider>(), waits: isBroker));
    }

    /// <summary>Adds <see cref="CompletenessCheck"/>, for tools. It needs a store and no running bus.</summary>
    /// <exception cref="BusException">The options name no broker, or can't be used.</exception>
    public static IServiceCollection AddCompletenessCheck(this IServiceCollection services, BusOptions options)
    {
        var broker = new BrokerConnection(options);
        return services.AddSingleton(s => new CompletenessCheck(
            new JournalStreamReader(broker), s.GetRequiredService<IJournalReader>(), new QueueDepths(broker, SharedQueues.OfExchanges(s.GetServices<BusPart>())),
            s.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Connects the journal with the bus.</summary>
    internal static void Use(IBusRegistrationConfigurator bus, IServiceCollection services, SharedQueues queues)
    {
        services.AddConsumeObserver(s => s.GetRequiredService<DeliveryObserver>());
        services.AddSendObserver(s => s.GetRequiredService<SendingObserver>());
        services.AddPublishObserver(s => s.GetRequiredService<SendingObserver>());
        bus.AddConfigureEndpointsCallback((context, name, endpoint) => endpoint.ConfigureReceive(receive => receive.UseFilter(
            new DeliveryFilter(context.GetRequiredService<MessageJournal>(), context.GetRequiredService<TimeProvider>(), name, queues.Contain(name), context.GetRequiredService<HandlerLimits>().Working))));
    }

    static JournalWriter Writer(IServiceProvider services, bool computes, bool isBroker)
    {
        Worker worker = services.GetRequiredService<Worker>();
        return new JournalWriter(
            worker.Name, worker.CodeVersion, computes ? services.GetRequiredService<INumerics>().Fingerprint : null, isBroker ? "rabbitmq" : "memory");
    }
}
