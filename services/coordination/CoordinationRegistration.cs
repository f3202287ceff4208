using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Signing;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>Adds the coordination service to a process.</summary>
public static class CoordinationRegistration
{
    const string Queue = "coordination";
    const int ItemsPerSlot = 2;
    const int MessagesAtOnce = 64;

    /// <summary>
    /// Adds a coordinator that feeds the workers of its own process, two items per slot, and takes up the runs that it is told to. Call it
    /// before the bus is added.
    /// </summary>
    public static IServiceCollection AddCoordination(this IServiceCollection services) => services
        .AddSingleton(s => new CoordinationOptions { Window = s.GetRequiredService<ComputeSlots>().Count * ItemsPerSlot })
        .AddCoordinator();

    /// <summary>Adds a coordinator that feeds workers anywhere, and takes up every open run of the store. Call it before the bus is added.</summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IServiceCollection AddCoordination(this IServiceCollection services, CoordinationOptions options)
    {
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return services
            .AddSingleton(options)
            .AddCoordinator()
            .AddSingleton<OpenRuns>()
            .AddSingleton<ICoordinatorOutlet>(s => new BusOutlet(s.GetRequiredService<IMessagePublisher>(), s.GetRequiredService<StageCatalog>()))
            .AddHostedService<CoordinationService>();
    }

    static IServiceCollection AddCoordinator(this IServiceCollection services) => services
        .AddSingleton<PipelineReader>()
        .AddSingleton<ModelRegistry>()
        .AddSingleton<ModelSigner>()
        .AddSingleton<ArrivalImport>()
        .AddSingleton<SourceImport>()
        .AddSingleton<RunOpening>()
        .AddSingleton<IRunPromotion, RunPromotion>()
        .AddSingleton<IgnoredMessages>()
        .AddSingleton<Coordinator>()
        .AddToBus(Queue, bus =>
        {
            Add<StartRunConsumer>(bus);
            Add<WorkItemCompletedConsumer>(bus);
            Add<WorkItemFailedConsumer>(bus);
            Add<WorkItemBlockedConsumer>(bus);
            Add<WorkItemVerifiedConsumer>(bus);
            Add<WorkItemDisagreedConsumer>(bus);
            Add<CancelRunConsumer>(bus);
            Add<RetryRunConsumer>(bus);
        });

    // Messages that wait together are written together, so many may be dealt with at once.
    static void Add<TConsumer>(IBusRegistrationConfigurator bus) where TConsumer : class, IConsumer => bus.AddConsumer<TConsumer>().Endpoint(endpoint =>
    {
        endpoint.Name = Queue;
        endpoint.PrefetchCount = MessagesAtOnce;
        endpoint.ConcurrentMessageLimit = MessagesAtOnce;
    });
}
