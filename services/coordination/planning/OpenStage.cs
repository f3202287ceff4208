using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>A stage whose upstream stages are complete and that is not complete itself.</summary>
/// <param name="place">Its place in the pipeline.</param>
/// <param name="stage">The stage.</param>
/// <param name="kind">Its kind.</param>
sealed class OpenStage(int place, PipelineStage stage, StageKind kind)
{
    StageLedger? _unsettled;

    public int Place => place;

    public PipelineStage Stage => stage;

    public StageKind Kind => kind;

    public string Name => stage.Name;

    public StageAgenda Agenda { get; } = new(kind.Plan, stage.Name);

    /// <summary>Whether all its items have settled.</summary>
    /// <param name="ledger">What is known of it.</param>
    /// <param name="situation">What its plan may look at.</param>
    /// <param name="stall">Set when the plan states fewer items than it announced, and so would wait for ever.</param>
    public bool IsSettled(StageLedger ledger, Func<StageSituation> situation, out Failure? stall)
    {
        stall = null;
        if (ReferenceEquals(ledger, _unsettled))
        {
            return false; // Nothing has happened to the stage since.
        }
        Agenda.Update(ledger, situation);
        if (!Agenda.IsSettled(ledger))
        {
            _unsettled = ledger;
            return false;
        }
        var expected = kind.Plan.Count(situation());
        if (Agenda.Count == expected)
        {
            return true;
        }
        stall = new Failure(
            $"Stage \"{Name}\" of kind {stage.Kind} announced {expected} items and stated {Agenda.Count}, which are all done.",
            stage.Position.ToString(),
            "Check that the data it refers to is not empty; if it is not, this is a fault in the kind's plan: Items and Count must agree at the end.",
            Permanent: true);
        return false;
    }

    /// <summary>The failure that ends the run, if the stage has failed items that it can't do without: the first in a fixed order.</summary>
    public Failure? Failure(StageLedger ledger, StageSituation situation)
    {
        var failed = ledger.Failed.OrderBy(item => item.Key, StringComparer.Ordinal).ToList();
        var nothingLeft = ledger.Done == 0 && Agenda.IsSettled(ledger);
        if (!nothingLeft && kind.Plan.Tolerates(situation, [.. failed.Select(item => item.Key)]))
        {
            return null;
        }
        // One that is never tolerated says more than one of a few too many.
        var alone = failed.Find(item => !kind.Plan.Tolerates(situation, [item.Key]));
        return alone.Value ?? failed[0].Value;
    }
}
