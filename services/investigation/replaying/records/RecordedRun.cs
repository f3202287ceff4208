using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>A run as its log and its journal tell it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Started">How it was started.</param>
/// <param name="Log">All entries of its log.</param>
/// <param name="Journal">What was journaled of it; null when nothing was.</param>
public sealed record RecordedRun(string Id, RunStarted Started, IReadOnlyList<RunLogEntry> Log, RunJournal? Journal)
{
    /// <summary>The run's events.</summary>
    public IEnumerable<RunEvent> Events => Log.Select(entry => entry.Event);

    /// <summary>The state at the end of the log, no stage summarised.</summary>
    public RunState State { get; } = RunState.Fold(Log.Select(entry => entry.Event));

    /// <summary>Reads a run.</summary>
    /// <param name="store">The store that it is in.</param>
    /// <param name="journal">The journal of that store; null when none is to be had.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    /// <exception cref="ArtifactException">Its log is damaged.</exception>
    public static async Task<RecordedRun> ReadAsync(IStoreView store, IJournalReader? journal, string id, CancellationToken cancellation) =>
        RunIds.IsValid(id) && await store.Logs.ReadAsync(id, cancellation) is [{ Event: RunStarted started }, ..] log
            ? new RecordedRun(id, started, log, journal is null ? null : await RunJournal.ReadAsync(journal, id, cancellation))
            : throw new InvestigationException($"There is no run \"{id}\" in this store. `rampart runs` lists the runs; --store names another store.");

    /// <summary>The pipeline that it executed.</summary>
    /// <param name="store">The store that it is in.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="overrides">Changes as <c>path=value</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PipelineException">A change, or the pipeline, is not valid for this version.</exception>
    /// <exception cref="ArtifactException">It is missing or damaged.</exception>
    public async Task<PipelineDefinition> PipelineAsync(IStoreView store, PipelineReader reader, IEnumerable<string> overrides, CancellationToken cancellation) =>
        reader.Read(Encoding.UTF8.GetString((await store.Artifacts.ReadAsync(Started.Pipeline, cancellation)).Span), $"{Id}/pipeline.yaml", overrides);
}
