using System.Collections.Concurrent;
using Rampart.Contracts;

namespace Rampart.Coordination.Tests;

/// <summary>Keeps what the coordinator sends.</summary>
sealed class Outbox : ICoordinatorOutlet
{
    readonly ConcurrentQueue<WorkOrder> _orders = new();
    readonly ConcurrentQueue<RunFinished> _told = new();
    readonly ConcurrentQueue<PromotionDecided> _decided = new();
    readonly ConcurrentQueue<string> _takenUp = new();

    public IReadOnlyList<WorkOrder> Orders => [.. _orders];

    public IReadOnlyList<RunFinished> Told => [.. _told];

    public IReadOnlyList<PromotionDecided> Decided => [.. _decided];

    public IReadOnlyList<string> TakenUp => [.. _takenUp];

    /// <summary>What happens when something is sent, before it counts as sent; nothing unless given.</summary>
    public Action<object> OnSending { get; set; } = _ => { };

    public Task OrderAsync(WorkOrder order, CancellationToken cancellation) => SendAsync(_orders, order);

    public Task TellAsync(RunFinished finished, CancellationToken cancellation) => SendAsync(_told, finished);

    public Task TellAsync(PromotionDecided decided, CancellationToken cancellation) => SendAsync(_decided, decided);

    public Task TakeUpAsync(string runId, CancellationToken cancellation) => SendAsync(_takenUp, runId);

    Task SendAsync<T>(ConcurrentQueue<T> box, T message) where T : notnull
    {
        OnSending(message);
        box.Enqueue(message);
        return Task.CompletedTask;
    }
}
