using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Adds triggered retraining to a process.</summary>
public static class RetrainingRegistration
{
    /// <summary>Adds what hands in causes and reads watches: for whoever receives events or shows watches. The store must be added too.</summary>
    public static IServiceCollection AddTriggers(this IServiceCollection services) => services
        .AddSingleton<WatchRegister>()
        .AddSingleton<WatchLogs>()
        .AddSingleton<ITriggerInbox, TriggerInbox>();

    /// <summary>Adds the service that keeps all watches of the store, to a process with <see cref="AddWatching"/>.</summary>
    public static IServiceCollection AddRetraining(this IServiceCollection services) =>
        services.AddSingleton<IWatchObserver, WatchLogging>().AddHostedService<RetrainingService>();

    /// <summary>Adds what keeps watches. Store and coordination must be added too, and an <see cref="IWatchObserver"/>, and the bus afterwards.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="options">How closely watches are kept.</param>
    /// <param name="declaration">What the runs declare that it begins.</param>
    public static IServiceCollection AddWatching(this IServiceCollection services, RetrainingOptions options, RunDeclaration declaration)
    {
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return services
            .AddTriggers()
            .AddSingleton(options)
            .AddSingleton(declaration)
            .AddSingleton<EvaluationFigures>()
            .AddSingleton<EndedRunCauses>()
            .AddSingleton<RunStarter>()
            .AddSingleton<IWatchKeeping, WatchProcesses>()
            .AddToBus(null, bus => bus.AddConsumer<RunEndedConsumer>().Endpoint(endpoint =>
            {
                // Each process hears of every end, and only as long as it is there: what it missed, it finds in the logs.
                endpoint.Name = $"monitor-{NewId.NextGuid():n}";
                endpoint.Temporary = true;
            }));
    }
}
