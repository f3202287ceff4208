using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Decides what becomes of the model that a run made.</summary>
public interface IRunPromotion
{
    /// <summary>Promotes or rejects a run's model; asked again, it answers the same.</summary>
    /// <param name="rule">What becomes of it.</param>
    /// <param name="started">The run.</param>
    /// <param name="items">Its items that have a result.</param>
    /// <param name="cancellation">Gives up; the run has to be decided on again.</param>
    /// <returns><see cref="RunPromoted"/>, <see cref="RunRejected"/>, or <see cref="RunFailed"/> when the registry can't take it.</returns>
    /// <exception cref="ArtifactGoneException">An evaluation's results are missing or damaged.</exception>
    Task<RunEvent> DecideAsync(PromotionRule rule, RunStarted started, IReadOnlyList<ItemCompleted> items, CancellationToken cancellation);
}
