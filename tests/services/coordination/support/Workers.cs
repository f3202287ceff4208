using System.Collections.Concurrent;
using MassTransit;
using Rampart.Contracts;

namespace Rampart.Coordination.Tests;

/// <summary>All services at once: executes what is ordered, for real, and listens to how runs end.</summary>
sealed class Workers(TemporaryStore store) :
    IConsumer<MineShard>, IConsumer<TrainSegment>, IConsumer<PairShard>, IConsumer<PreprocessShard>, IConsumer<RunFinished>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly ConcurrentDictionary<(string Run, int Generation), TaskCompletionSource<RunFinished>> _ended = new();
    readonly TaskCompletionSource<WorkOrder> _ordered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Which orders fail.</summary>
    public Func<WorkOrder, bool> Fail { get; set; } = _ => false;

    /// <summary>Whether orders are not answered at all.</summary>
    public bool Ignores { get; set; }

    public Task<RunFinished> Ended(string run, int generation = 0) => End(run, generation).Task.WaitAsync(Patience);

    public Task<WorkOrder> Ordered() => _ordered.Task.WaitAsync(Patience);

    public Task Consume(ConsumeContext<MineShard> context) => ExecuteAsync(context, context.Message.Order);

    public Task Consume(ConsumeContext<TrainSegment> context) => ExecuteAsync(context, context.Message.Order);

    public Task Consume(ConsumeContext<PairShard> context) => ExecuteAsync(context, context.Message.Order);

    public Task Consume(ConsumeContext<PreprocessShard> context) => ExecuteAsync(context, context.Message.Order);

    public Task Consume(ConsumeContext<RunFinished> context)
    {
        End(context.Message.RunId, context.Message.Generation).TrySetResult(context.Message);
        return Task.CompletedTask;
    }

    TaskCompletionSource<RunFinished> End(string run, int generation) =>
        _ended.GetOrAdd((run, generation), _ => new TaskCompletionSource<RunFinished>(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task ExecuteAsync(IPublishEndpoint bus, WorkOrder order)
    {
        _ordered.TrySetResult(order);
        if (Ignores)
        {
            return;
        }
        if (Fail(order))
        {
            var failure = new Failure("It is broken.", "here", "Mend it.", Permanent: true);
            await bus.Publish(new WorkItemFailed(order.RunId, order.Stage, order.Item, order.ExecutionKey, failure, order.Generation));
            return;
        }
        ItemCompleted done = await store.Execute(order);
        await bus.Publish(new WorkItemCompleted(order.RunId, order.Stage, order.Item, order.ExecutionKey, done.Outputs, done.Cached));
    }
}
