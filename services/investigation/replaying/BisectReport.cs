using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>How the first divergent item of a run was found.</summary>
/// <param name="Against">The run it was compared with; null when only with what this machine computes.</param>
/// <param name="Executed">How many items were executed for it.</param>
/// <param name="ProvenEqual">How many items needed no execution, since identity and outputs are equal on both sides, or an item of the same identity was executed.</param>
/// <param name="First">The first divergent item, of a training the segment; null when nothing diverges. Its causes say what differs in its identity.</param>
/// <param name="Training">The first training segment that diverges, with the optimizer step at which it does; null where that can't be told.</param>
/// <param name="Reproduces">Which side this machine reproduces: <c>run</c>, <c>against</c> or <c>neither</c>; null when the two sides do not claim to be the same work.</param>
public sealed record BisectReport(
    string? Against, int Executed, int ProvenEqual, ItemReport? First, TrainingDivergence? Training, string? Reproduces);

/// <summary>Where two trainings part.</summary>
/// <param name="Stage">The training's stage.</param>
/// <param name="Item">The segment.</param>
/// <param name="Step">The step.</param>
public sealed record TrainingDivergence(string Stage, string Item, FirstStep Step);
