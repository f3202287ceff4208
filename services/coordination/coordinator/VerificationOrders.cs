using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>
/// States the orders of verifications. What is computed again is what the stored result says it was made of, so that it does not matter how
/// far the run has gone on since.
/// </summary>
sealed class VerificationOrders(RunView view, IResultStore results)
{
    /// <summary>The orders to send now, at most so many; null when the run has to be looked at again, because a result turned out to be gone.</summary>
    public async Task<IReadOnlyList<WorkOrder>?> ChooseAsync(int most, CancellationToken cancellation)
    {
        var orders = new List<WorkOrder>();
        foreach ((ItemId item, string executionKey) in Verifications.Choose(view.State, view.Verifying, most))
        {
            if (await results.FindManifestAsync(executionKey, cancellation) is not { } manifest)
            {
                await LoseAsync(item, executionKey, cancellation);
                return null;
            }
            ExecutionRecord? record = await results.FindRecordAsync(executionKey, cancellation);
            orders.Add(new WorkOrder(
                view.RunId, item.Stage, item.Item, executionKey, manifest.Work, view.State.Generation, new VerifyRequest(record?.Worker ?? "")));
        }
        return orders;
    }

    // The result itself was deleted.
    async Task LoseAsync(ItemId item, string executionKey, CancellationToken cancellation)
    {
        ItemCompleted? made = (await view.ReadEventsAsync(cancellation)).OfType<ItemCompleted>()
            .LastOrDefault(made => made.Stage == item.Stage && made.Item == item.Item && made.ExecutionKey == executionKey);
        RunEvent next = made is { Outputs: [{ Artifact: var artifact }, ..] }
            ? new ItemLost(item.Stage, item.Item, artifact)
            : new RunFailed(new Failure(
                "A result that is to be verified is not in the store any more.", $"stage {item.Stage}, item {item.Item}, execution key {executionKey}",
                "Look at whatever deletes from the store; then run the pipeline again.", Permanent: true));
        if (!await view.TryAppendAsync([next], cancellation))
        {
            await view.LoadAsync(cancellation);
        }
    }
}
