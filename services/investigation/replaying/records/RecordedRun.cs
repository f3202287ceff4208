using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>A run as its log and its journal tell it.</summary>
/// <param name="Reading">What its log tells.</param>
/// <param name="Journal">What was journaled of it; null when nothing was.</param>
public sealed record RecordedRun(RunReading Reading, RunJournal? Journal)
{
    /// <summary>Its id.</summary>
    public string Id => Reading.Id;

    /// <summary>How it was started.</summary>
    public RunStarted Started => Reading.Started;

    /// <summary>All entries of its log.</summary>
    public IReadOnlyList<RunLogEntry> Log => Reading.Log;

    /// <summary>The run's events.</summary>
    public IEnumerable<RunEvent> Events => Log.Select(entry => entry.Event);

    /// <summary>The state at the end of the log, no stage summarised.</summary>
    public RunState State => Reading.Folded;

    /// <summary>Reads a run.</summary>
    /// <param name="store">The store that it is in.</param>
    /// <param name="journal">The journal of that store; null when none is to be had.</param>
    /// <param name="id">Its id, or <c>latest</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    /// <exception cref="ArtifactException">Its log is damaged.</exception>
    public static async Task<RecordedRun> ReadAsync(IStoreView store, IJournalReader? journal, string id, CancellationToken cancellation)
    {
        RunReading reading = await RunReading.FindAsync(store.Logs, id, cancellation);
        return new RecordedRun(reading, journal is null ? null : await RunJournal.ReadAsync(journal, reading.Id, cancellation));
    }

    /// <summary>The pipeline that it executed.</summary>
    /// <param name="store">The store that it is in.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="overrides">Changes as <c>path=value</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PipelineException">A change, or the pipeline, is not valid for this version.</exception>
    /// <exception cref="ArtifactException">It is missing or damaged.</exception>
    public async Task<PipelineDefinition> PipelineAsync(IStoreView store, PipelineReader reader, IEnumerable<string> overrides, CancellationToken cancellation) =>
        reader.Read(Encoding.UTF8.GetString((await store.Artifacts.InspectAsync(Started.Pipeline, cancellation)).Span), $"{Id}/pipeline.yaml", overrides);
}
