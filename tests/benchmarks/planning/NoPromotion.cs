using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;

namespace Rampart.Benchmarks;

/// <summary>No registry: the pipelines of a benchmark promote nothing.</summary>
sealed class NoPromotion : IRunPromotion
{
    public Task<RunEvent> DecideAsync(PromotionRule rule, RunStarted started, IReadOnlyList<ItemCompleted> items, CancellationToken cancellation) =>
        throw new NotSupportedException("A benchmark's pipeline promotes nothing.");
}
