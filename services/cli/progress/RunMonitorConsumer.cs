using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination;

namespace Rampart.Cli.Progress;

/// <summary>Brings the messages about runs to the monitor, also that a run can't go on because a message about it could not be handled.</summary>
sealed class RunMonitorConsumer(RunMonitor monitor) :
    IConsumer<WorkItemProgressed>, IConsumer<RunFinished>,
    IConsumer<Fault<StartRun>>, IConsumer<Fault<WorkItemCompleted>>, IConsumer<Fault<WorkItemFailed>>,
    IConsumer<Fault<WorkItemVerified>>, IConsumer<Fault<WorkItemDisagreed>>
{
    public Task Consume(ConsumeContext<WorkItemProgressed> context)
    {
        monitor.Progressed(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<RunFinished> context)
    {
        monitor.Tell(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault<StartRun>> context) => Stuck(context.Message.Message.RunId, context.Message);

    public Task Consume(ConsumeContext<Fault<WorkItemCompleted>> context) => Stuck(context.Message.Message.RunId, context.Message);

    public Task Consume(ConsumeContext<Fault<WorkItemFailed>> context) => Stuck(context.Message.Message.RunId, context.Message);

    public Task Consume(ConsumeContext<Fault<WorkItemVerified>> context) => Stuck(context.Message.Message.RunId, context.Message);

    public Task Consume(ConsumeContext<Fault<WorkItemDisagreed>> context) => Stuck(context.Message.Message.RunId, context.Message);

    // The log has no end, so the next run goes on from there.
    Task Stuck(string runId, Fault fault)
    {
        string why = fault.Exceptions.FirstOrDefault()?.Message ?? "no reason given";
        monitor.Tell(new RunFinished(runId, RunOutcome.Failed, new Failure(
            $"The coordinator could not go on: {why}", $"run {runId}",
            "Look at the store (space, permissions, network) and at its logs. Then run again, or `rampart faults retry`: it goes on from here.",
            Permanent: false), int.MaxValue));
        return Task.CompletedTask;
    }
}

/// <summary>Adds the monitor to the bus.</summary>
static class RunMonitorRegistration
{
    public static IServiceCollection AddRunMonitor(this IServiceCollection services, RunMonitor monitor) => services
        .AddSingleton(monitor)
        .AddToBus(null, bus => bus.AddConsumer<RunMonitorConsumer>().Endpoint(endpoint =>
        {
            // Each process that watches hears of everything, so none may share the queue of another.
            endpoint.Name = $"monitor-{NewId.NextGuid():n}";
            endpoint.Temporary = true;
        }));
}
