using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>A stage whose upstream stages are complete and that is not complete itself.</summary>
/// <param name="Place">Its place in the pipeline.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Kind">Its kind.</param>
sealed record OpenStage(int Place, PipelineStage Stage, StageKind Kind)
{
    public string Name => Stage.Name;

    public StageAgenda Agenda { get; } = new(Kind.Plan, Stage.Name);

    /// <summary>Whether all its items have settled.</summary>
    /// <param name="ledger">What is known of it.</param>
    /// <param name="situation">What its plan may look at.</param>
    /// <param name="stall">Set when the plan states fewer items than it announced, and so would wait for ever.</param>
    public bool IsSettled(StageLedger ledger, Func<StageSituation> situation, out Failure? stall)
    {
        Agenda.Update(ledger, situation);
        stall = null;
        if (!Agenda.IsSettled(ledger))
        {
            return false;
        }
        var expected = Kind.Plan.Count(situation());
        if (Agenda.Count == expected)
        {
            return true;
        }
        stall = new Failure(
            $"Stage \"{Name}\" of kind {Stage.Kind} announced {expected} items and stated {Agenda.Count}, which are all done.",
            Stage.Position.ToString(),
            "Check that the data it refers to is not empty; if it is not, this is a fault in the kind's plan: Items and Count must agree at the end.",
            Permanent: true);
        return false;
    }

    /// <summary>The failure that ends the run, if the stage has failed items that it can't do without: the first in a fixed order.</summary>
    public Failure? Failure(StageLedger ledger, StageSituation situation)
    {
        var failed = ledger.Failed.OrderBy(item => item.Key, StringComparer.Ordinal).ToList();
        var nothingLeft = ledger.Done == 0 && Agenda.IsSettled(ledger);
        if (!nothingLeft && Kind.Plan.Tolerates(situation, [.. failed.Select(item => item.Key)]))
        {
            return null;
        }
        // One that is never tolerated says more than one of a few too many.
        var alone = failed.Find(item => !Kind.Plan.Tolerates(situation, [item.Key]));
        return alone.Value ?? failed[0].Value;
    }
}
