using System.Diagnostics;
using System.Globalization;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>Publishes on the bus, with ids that follow from the content: sending twice is the same message twice.</summary>
sealed class BusOutlet(IMessagePublisher publisher, StageCatalog catalog) : ICoordinatorOutlet
{
    public async Task OrderAsync(WorkOrder order, CancellationToken cancellation)
    {
        using Activity? span = Traces.StartOrder(order);
        IWorkCommand command = catalog[order.Work.Kind].Command!(order);
        await publisher.PublishAsync(command, MessageIds.OfOrder(order), cancellation);
    }

    public Task TellAsync(RunFinished finished, CancellationToken cancellation) =>
        publisher.PublishAsync(finished, MessageIds.Of("finished", finished.RunId, finished.Outcome, finished.Generation.ToString(CultureInfo.InvariantCulture)), cancellation);

    public Task TellAsync(PromotionDecided decided, CancellationToken cancellation) =>
        publisher.PublishAsync(decided, MessageIds.Of("promotion", decided.RunId, decided.Outcome), cancellation);

    public Task TakeUpAsync(string runId, CancellationToken cancellation) => publisher.PublishAsync(new StartRun(runId), MessageIds.Of("start", runId), cancellation);
}
