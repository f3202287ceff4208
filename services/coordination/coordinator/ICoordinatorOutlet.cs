using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Where the coordinator's messages go.</summary>
interface ICoordinatorOutlet
{
    /// <summary>Sends a work order to the service of its kind.</summary>
    Task OrderAsync(WorkOrder order, CancellationToken cancellation);

    /// <summary>Tells whoever listens that a run has ended.</summary>
    Task TellAsync(RunFinished finished, CancellationToken cancellation);

    /// <summary>Tells whoever listens what became of a run's model.</summary>
    Task TellAsync(PromotionDecided decided, CancellationToken cancellation);

    /// <summary>Asks whichever coordinator is active to take up a run.</summary>
    Task TakeUpAsync(string runId, CancellationToken cancellation);
}
