using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>Takes the results back of which an artifact is gone, so that they are made again and the items that read them get another turn.</summary>
sealed class LostInputs(RunView view, IResultStore results)
{
    readonly HashSet<(ItemId Item, string Digest)> _doubted = [];

    /// <summary>Deals with items that told that an input is gone.</summary>
    public async Task TakeBackAsync(IReadOnlyList<RunMessage.Blocked> blocked, CancellationToken cancellation)
    {
        foreach (RunMessage.Blocked item in blocked)
        {
            view.Outstanding.Remove(item.Item);
            view.Verifying.Remove(item.Item);
        }
        foreach (IGrouping<ArtifactRef, RunMessage.Blocked> gone in blocked.GroupBy(item => item.Artifact))
        {
            await TakeBackAsync(gone.Key, gone, cancellation);
        }
    }

    async Task TakeBackAsync(ArtifactRef artifact, IEnumerable<RunMessage.Blocked> blocked, CancellationToken cancellation)
    {
        while (!view.HasEnded)
        {
            IReadOnlyList<ItemCompleted> makers = Losses.Makers(await view.ReadEventsAsync(cancellation), artifact);
            if (await IsThereAgainAsync(makers, cancellation) && blocked.All(item => _doubted.Add((item.Item, artifact.Digest))))
            {
                return;
            }
            IReadOnlyList<RunEvent> events = Losses.Of(view.State, artifact, makers);
            if (events.Count == 0 || await view.TryAppendAsync(events, cancellation))
            {
                return;
            }
            await view.LoadAsync(cancellation);
        }
    }

    // A message may be late and the artifact made again meanwhile. If the same item says the same once more, it is believed: it has read
    // the bytes, which the store may not have when it answers.
    async Task<bool> IsThereAgainAsync(IReadOnlyList<ItemCompleted> makers, CancellationToken cancellation)
    {
        foreach (ItemCompleted maker in makers)
        {
            if (await results.FindAsync(maker.ExecutionKey, cancellation) is null)
            {
                return false;
            }
        }
        return makers.Count > 0;
    }
}
