using Rampart.Artifacts;
using Rampart.Journal;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Replaying;

/// <summary>What replays work with. Nothing in it can write to the store that is replayed.</summary>
/// <param name="Store">The store of the runs, to be looked at.</param>
/// <param name="Journal">Its journal; null when none is to be had.</param>
/// <param name="Pipelines">Reads pipelines.</param>
/// <param name="Catalog">The kinds of stage.</param>
/// <param name="Sandbox">Where outputs go.</param>
/// <param name="Execution">Executes items: in this process, or in one of another build.</param>
/// <param name="Warm">What executions keep in memory; given up when that runs out.</param>
/// <param name="Concurrency">How many items execute at once, at least 1.</param>
/// <param name="Time">The clock, for durations.</param>
/// <param name="Build">Where the build lies that executes, when it is not this one.</param>
public sealed record ReplayContext(
    IStoreView Store, IJournalReader? Journal, PipelineReader Pipelines, StageCatalog Catalog, Sandbox Sandbox, IItemExecution Execution, WarmCache Warm,
    int Concurrency, TimeProvider Time, string? Build = null);
