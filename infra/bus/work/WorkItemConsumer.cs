using MassTransit;
using Microsoft.Extensions.Logging;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>Receives the commands of one service, has them executed and says what came of them. Redelivered commands are harmless: their result is there.</summary>
public sealed partial class WorkItemConsumer<TCommand>(
    WorkItemExecutor executor, EndedRuns endedRuns, RetryPolicy retry, TimeProvider time, ILogger<WorkItemConsumer<TCommand>> logger) : IConsumer<TCommand>
    where TCommand : class, IWorkCommand
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TCommand> context)
    {
        WorkOrder order = context.Message.Order;
        CancellationToken ended = endedRuns.Token(order.RunId);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, endedRuns.Stopping, ended);
        try
        {
            WorkResult result = await ExecuteAsync(context, order, cancellation.Token);
            LogCompleted(order.RunId, order.Stage, order.Item, result.Cached ? "from the cache" : "computed");
            await context.Publish(
                new WorkItemCompleted(order.RunId, order.Stage, order.Item, order.ExecutionKey, result.Manifest.Outputs, result.Cached),
                publish => publish.MessageId = MessageIds.Of("completed", order.RunId, order.Stage, order.Item, order.ExecutionKey));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            LogDropped(order.RunId, order.Stage, order.Item);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(e, order.RunId, order.Stage, order.Item);
            await context.Publish(
                new WorkItemFailed(order.RunId, order.Stage, order.Item, order.ExecutionKey, Failures.Of(e, order)),
                publish => publish.MessageId = MessageIds.Of("failed", order.RunId, order.Stage, order.Item, order.ExecutionKey));
        }
    }

    async Task<WorkResult> ExecuteAsync(IPublishEndpoint bus, WorkOrder order, CancellationToken cancellation)
    {
        await using var progress = new LatestProgress(bus, order, time);
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await executor.ExecuteAsync(order, progress, cancellation);
            }
            catch (Exception e) when (attempt < retry.Pauses.Count && !cancellation.IsCancellationRequested && !Failures.Of(e, order).Permanent)
            {
                LogRetried(e, order.RunId, order.Stage, order.Item, retry.Pauses[attempt]);
                await Task.Delay(retry.Pauses[attempt], time, cancellation);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} completed, {How}.")]
    partial void LogCompleted(string run, string stage, string item, string how);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} is not wanted any more; the run has ended.")]
    partial void LogDropped(string run, string stage, string item);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} failed and is tried again in {Pause}.")]
    partial void LogRetried(Exception e, string run, string stage, string item, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} failed.")]
    partial void LogFailed(Exception e, string run, string stage, string item);
}
