using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>Adds the coordination service to a process.</summary>
public static class CoordinationRegistration
{
    const string Queue = "coordination";
    const int ItemsPerSlot = 2;

    /// <summary>Adds coordinator and consumers. Call it before the bus is added.</summary>
    public static IServiceCollection AddCoordination(this IServiceCollection services) => services
        .AddSingleton<PipelineReader>()
        .AddSingleton<SourceImport>()
        .AddSingleton<RunOpening>()
        .AddSingleton(s => new CoordinationOptions(s.GetRequiredService<ComputeSlots>().Count * ItemsPerSlot))
        .AddSingleton<Coordinator>()
        .AddToBus(Queue, bus =>
        {
            Add<StartRunConsumer>(bus);
            Add<WorkItemCompletedConsumer>(bus);
            Add<WorkItemFailedConsumer>(bus);
            Add<CancelRunConsumer>(bus);
        });

    static void Add<TConsumer>(IBusRegistrationConfigurator bus) where TConsumer : class, IConsumer =>
        bus.AddConsumer<TConsumer>().Endpoint(endpoint => endpoint.Name = Queue);
}
