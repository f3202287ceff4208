using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>One replay of recorded items of one run: looks for damaged sources, executes, and begins the report.</summary>
sealed class RecordedReplay
{
    readonly ReplayContext _context;
    readonly RecordedRun _run;
    readonly InputCheck _check;
    readonly ItemReplays _replays;

    RecordedReplay(ReplayContext context, RecordedRun run)
    {
        (_context, _run, _check) = (context, run, new InputCheck(context.Store));
        _replays = new ItemReplays(context, _check);
    }

    /// <summary>Reads a run, to replay some of it.</summary>
    public static async Task<RecordedReplay> OpenAsync(ReplayContext context, string runId, CancellationToken cancellation) =>
        new(context, await RecordedRun.ReadAsync(context.Store, context.Journal, runId, cancellation));

    /// <summary>The run.</summary>
    public RecordedRun Run => _run;

    /// <summary>What the reader should know besides.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The run's items that pass, in topological order: that of the pipeline and its plans, whichever item happened to finish first.</summary>
    public async Task<IReadOnlyList<RecordedItem>> FindAsync(ItemSelection selection, CancellationToken cancellation)
    {
        IReadOnlyList<RecordedItem> items = await new RecordedItems(_context.Store, _run).FindAsync(selection, (_, why) => Notes.Add(why), cancellation);
        try
        {
            Dictionary<(string, string), (int, int)> places = PlanHistory.Places(
                await _run.PipelineAsync(_context.Store, _context.Pipelines, [], cancellation), _context.Catalog, _run.Log);
            return [.. items.OrderBy(item => places.GetValueOrDefault((item.Order.Stage, item.Order.Item), (int.MaxValue, 0)))];
        }
        catch (Exception e) when (e is PipelineException or ArtifactException)
        {
            // The order of the log is a topological one too.
            Notes.Add($"The run's pipeline can't be read, so items stand in the order in which they finished: {e.Message}");
            return items;
        }
    }

    /// <summary>Replays items.</summary>
    public async Task<IReadOnlyList<ItemReport>> ReplayAsync(
        IReadOnlyList<PlannedReplay> items, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        await RestoreSourcesAsync(items, cancellation);
        return await _replays.RunAsync(items, progress, cancellation);
    }

    /// <summary>A report of what was replayed, to be judged.</summary>
    /// <param name="subject">What was replayed, within the run; null for the run itself.</param>
    /// <param name="items">What came of the items.</param>
    public ReplayReport Report(string? subject, IReadOnlyList<ItemReport> items) => new()
    {
        Subject = subject is null ? $"run {_run.Id}" : $"run {_run.Id}, {subject}",
        RunId = _run.Id,
        Verdict = ReplayVerdict.NotRun,
        Summary = "",
        Here = _context.Execution.Here,
        Executions = _replays.Executions,
        Items = items,
        Notes = _run.Journal is null ? [NoJournal, .. Notes] : Notes,
        KeptIn = _context.Sandbox.IsKept ? _context.Sandbox.Root : null,
    };

    string NoJournal =>
        $"There is no journal of run {_run.Id}: orders are taken from stored results, outputs from the run's log, and messages can't be audited.";

    async Task RestoreSourcesAsync(IEnumerable<PlannedReplay> items, CancellationToken cancellation)
    {
        HashSet<string> sources = [.. _run.Started.Sources.Select(source => source.Artifact.Digest)];
        IEnumerable<NamedArtifact> read = items.SelectMany(item => item.Order.Work.Inputs).Where(input => sources.Contains(input.Artifact.Digest));
        IReadOnlyList<DamagedArtifact> damaged = await _check.FindAsync(read.DistinctBy(input => input.Artifact.Digest), cancellation);
        await new SourceFiles(_context).RestoreAsync(_run, damaged, cancellation);
    }
}
