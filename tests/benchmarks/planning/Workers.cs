using Rampart.Contracts;
using Rampart.Coordination;

namespace Rampart.Benchmarks;

/// <summary>Workers that do nothing and are done at once; what they would have made is named by the work's key.</summary>
sealed class Workers : ICoordinatorOutlet
{
    readonly Queue<WorkOrder> _orders = new();

    public int Answered { get; private set; }

    public int Told { get; private set; }

    /// <summary>Executes the next orders, at most so many.</summary>
    public IReadOnlyList<ItemCompleted> Answer(int most)
    {
        var answers = new List<ItemCompleted>();
        while (answers.Count < most && _orders.TryDequeue(out WorkOrder? order))
        {
            answers.Add(Execute(order));
        }
        Answered += answers.Count;
        return answers;
    }

    public Task OrderAsync(WorkOrder order, CancellationToken cancellation)
    {
        _orders.Enqueue(order);
        return Task.CompletedTask;
    }

    public Task TellAsync(RunFinished finished, CancellationToken cancellation)
    {
        Told += finished.Outcome == RunOutcome.Completed ? 1 : 0;
        return Task.CompletedTask;
    }

    public Task TellAsync(PromotionDecided decided, CancellationToken cancellation) => Task.CompletedTask;

    public Task TakeUpAsync(string runId, CancellationToken cancellation) => Task.CompletedTask;

    static ItemCompleted Execute(WorkOrder order)
    {
        string[] roles = order.Work.Kind switch
        {
            "preprocessing" when order.Item == "tokenizer" => ["tokenizer", "dataset"],
            "preprocessing" => ["shard.pixels", "shard.records"],
            "training" => ["config", "vision", "text", "tokenizer", "checkpoint", "metrics"],
            "mining" => ["mined", "records"],
            _ => ["pairs", "pairing", "mined"],
        };
        return new ItemCompleted(
            order.Stage, order.Item, order.ExecutionKey,
            [.. roles.Select((role, place) => new NamedArtifact(role, new ArtifactRef($"{order.ExecutionKey[..63]}{place:x}", 1000, MediaTypes.Safetensors)))],
            Cached: false);
    }
}
