using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>Finds the events that end a run: before it completes, its model is promoted or rejected if the pipeline says so.</summary>
sealed class RunEnding(RunView view, LostInputs lostInputs, IRunPromotion promotion)
{
    /// <summary>What to append, in one write; null when the run has to be looked at again, because results turned out to be gone.</summary>
    public async Task<IReadOnlyList<RunEvent>?> EventsAsync(PlanStep step, CancellationToken cancellation)
    {
        if (!step.Promotes || view.Promotion is not { } rule)
        {
            return [step.Ending!];
        }
        IReadOnlyList<ItemCompleted> items = StandingItems.Of(await view.ReadEventsAsync(cancellation));
        try
        {
            RunEvent decided = await promotion.DecideAsync(rule, view.State.Started!, items, cancellation);
            return decided is RunFailed ? [decided] : [decided, step.Ending!];
        }
        catch (ArtifactGoneException e)
        {
            ItemCompleted reader = items[^1];
            await lostInputs.TakeBackAsync([new RunMessage.Blocked(new ItemId(reader.Stage, reader.Item), reader.ExecutionKey, e.Artifact)], cancellation);
            return null;
        }
    }
}
