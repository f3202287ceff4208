using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>How the first divergent item of a run was found.</summary>
/// <param name="Against">The run it was compared with; null when only with what this machine computes.</param>
/// <param name="Executed">How many items were executed for it.</param>
/// <param name="ProvenEqual">How many items needed no execution, since their identity and content addresses are equal, or an equal item was executed.</param>
/// <param name="FirstStage">The stage of the first divergent item; null when nothing diverges.</param>
/// <param name="FirstItem">The first divergent item; of a training, the segment.</param>
/// <param name="Causes">What differs in its identity: parameters, inputs, seed, version, numerics; empty when the same work gave two results.</param>
/// <param name="Artifacts">Its outputs on both sides.</param>
/// <param name="FirstStep">The optimizer step at which the two part, where that can be told.</param>
/// <param name="Reproduces">Which side this machine reproduces: <c>run</c>, <c>against</c> or <c>neither</c>; null when nothing had to be executed to tell.</param>
public sealed record BisectReport(
    string? Against, int Executed, int ProvenEqual, string? FirstStage, string? FirstItem, IReadOnlyList<Cause> Causes,
    IReadOnlyList<ArtifactReport> Artifacts, FirstStep? FirstStep, string? Reproduces);
