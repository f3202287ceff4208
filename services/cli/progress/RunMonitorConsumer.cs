using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Cli.Progress;

/// <summary>Brings the messages about runs to the monitor.</summary>
sealed class RunMonitorConsumer(RunMonitor monitor) : IConsumer<WorkItemProgressed>, IConsumer<WorkItemCompleted>, IConsumer<RunFinished>
{
    public Task Consume(ConsumeContext<WorkItemProgressed> context)
    {
        monitor.Progressed(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<WorkItemCompleted> context)
    {
        monitor.Completed(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<RunFinished> context)
    {
        monitor.Ended(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>Adds the monitor to the bus.</summary>
static class RunMonitorRegistration
{
    public static IServiceCollection AddRunMonitor(this IServiceCollection services, RunMonitor monitor) => services
        .AddSingleton(monitor)
        .AddToBus(bus => bus.AddConsumer<RunMonitorConsumer>().Endpoint(endpoint =>
        {
            endpoint.Name = "monitor";
            endpoint.Temporary = true;
        }));
}
