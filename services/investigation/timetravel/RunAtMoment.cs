using Rampart.Artifacts;
using Rampart.Journal;
using Rampart.Pipeline;

namespace Rampart.Investigation;

/// <summary>Everything that can be told of a run at one moment.</summary>
/// <param name="Run">The run, whole.</param>
/// <param name="Snapshot">Its state at the moment.</param>
/// <param name="UnderWay">What was ordered or computed, as far as that is known.</param>
/// <param name="Next">What the planner would have ordered next.</param>
/// <param name="Damage">What could not be read in the journal.</param>
public sealed record RunAtMoment(
    RunReading Run, RunSnapshot Snapshot, IReadOnlyList<WorkUnderWay> UnderWay, NextOrders Next, IReadOnlyList<JournalDamage> Damage)
{
    /// <summary>Goes back to a moment of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="at">The moment, as <see cref="Moment.Parse"/> reads it.</param>
    /// <param name="mostOrders">How many of the orders that would come next are wanted.</param>
    /// <param name="store">Where the run's pipeline and execution records are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">The run has no such moment.</exception>
    /// <exception cref="ArtifactException">The run's pipeline is missing or damaged.</exception>
    public static async Task<RunAtMoment> ReadAsync(RunReading run, string at, int mostOrders, RecordedStore store, CancellationToken cancellation)
    {
        Moment moment = Moment.Parse(at, run.Id, run.Log);
        PipelineDefinition pipeline = await run.PipelineAsync(store.Artifacts, new PipelineReader(store.Catalog), cancellation);
        RunSnapshot snapshot = RunSnapshot.Of(run, moment, pipeline, store.Catalog);
        var damage = new List<JournalDamage>();
        IReadOnlyList<WorkUnderWay> underWay = await new WorkUnderWayReader(store.Results, store.Journal).ReadAsync(run, snapshot, damage.Add, cancellation);
        return new RunAtMoment(run, snapshot, underWay, NextOrders.Of(snapshot, underWay, pipeline, store.Catalog, mostOrders), damage);
    }
}
