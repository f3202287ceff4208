using Rampart.Contracts;

namespace Rampart.Pipeline.Planning;

/// <summary>How a kind of stage splits into work items. Pure: no I/O, no clock, no randomness; the answer depends on the situation alone.</summary>
public interface IStagePlan
{
    /// <summary>
    /// Every item that can be stated now, finished ones included, in a fixed order. It is called when all upstream stages have finished.
    /// A chain (the segments of a training) states the next item once the one before has finished. A large fan-out states its items
    /// when they are looked at (<see cref="ItemSequence"/>).
    /// </summary>
    IReadOnlyList<PlannedItem> Items(StageSituation situation);

    /// <summary>How many items the stage has in all, for progress; known from the start.</summary>
    int Count(StageSituation situation);

    /// <summary>What the finished stage offers to the stages that refer to it. Items that failed and are tolerated offer nothing.</summary>
    IEnumerable<NamedArtifact> Outputs(StageSituation situation);

    /// <summary>
    /// Whether the stage can do without these items, which have failed for good; only without none unless the kind says otherwise.
    /// What it tolerates together it tolerates in part.
    /// </summary>
    bool Tolerates(StageSituation situation, IReadOnlyCollection<string> failed) => failed.Count == 0;
}
