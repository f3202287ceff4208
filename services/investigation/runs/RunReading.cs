using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation;

/// <summary>A run as its log tells it.</summary>
/// <param name="id">Its id.</param>
/// <param name="started">How it was started.</param>
/// <param name="log">All entries.</param>
public sealed class RunReading(string id, RunStarted started, IReadOnlyList<RunLogEntry> log)
{
    /// <summary>The word that stands for the latest run.</summary>
    public const string Latest = "latest";

    RunState? _folded;
    IReadOnlyList<ItemCompleted>? _items;

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>How it was started.</summary>
    public RunStarted Started => started;

    /// <summary>All entries.</summary>
    public IReadOnlyList<RunLogEntry> Log => log;

    /// <summary>The fold over its log, with the items of all stages.</summary>
    public RunState Folded => _folded ??= RunState.Fold(Log.Select(entry => entry.Event));

    /// <summary>Its items that have a result, in the order in which they got it: for one that was lost and made again, the new one.</summary>
    public IReadOnlyList<ItemCompleted> Items => _items ??= StandingItems.Of(Log.Select(entry => entry.Event));

    /// <summary>The items that failed for good and have no result; a completed run went on without them.</summary>
    public IReadOnlyList<ItemFailed> Failed =>
    [
        .. Log.Select(entry => entry.Event).OfType<ItemFailed>()
            .Where(item => Folded[item.Stage].Failed.GetValueOrDefault(item.Item) == item.Failure).DistinctBy(item => (item.Stage, item.Item)),
    ];

    /// <summary>The results that were verified, in that order; one that was lost and made again may be there twice.</summary>
    public IReadOnlyList<ItemVerified> Verified => [.. Log.Select(entry => entry.Event).OfType<ItemVerified>()];

    /// <summary>How many results have to be verified yet.</summary>
    public int Unverified => Folded.Verification.Pending.Count;

    /// <summary>What became of its model; null when that is open, or it promotes none.</summary>
    public PromotionDecided? Promotion => RunOutcome.DecisionOf(Folded);

    /// <summary>How often it was reopened after it had failed.</summary>
    public int Reopened => Folded.Generation;

    /// <summary>How it ended; null when it has not.</summary>
    public RunFinished? Ending => RunOutcome.Of(Folded);

    /// <summary>The end in one word; <c>open</c> when it is running or was interrupted.</summary>
    public string State => Ending?.Outcome ?? "open";

    /// <summary>The same run as it was after some of its entries: at least one.</summary>
    public RunReading Until(int entries) => new(id, started, [.. log.Take(entries)]);

    /// <summary>From the first entry to the last.</summary>
    public TimeSpan Duration => Log[^1].Time - Log[0].Time;

    /// <summary>Reads a run, or the latest.</summary>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    public static async Task<RunReading> FindAsync(IRunLogStore logs, string id, CancellationToken cancellation)
    {
        if (id == Latest)
        {
            return await LatestAsync(logs, cancellation)
                ?? throw new InvestigationException("there is no run in this store. Start one with `rampart run FILE`, or name another store with --store.");
        }
        return RunIds.IsValid(id) && await ReadAsync(logs, id, cancellation) is { } run
            ? run
            : throw new InvestigationException($"there is no run \"{id}\" in this store. `rampart runs` lists the runs; --store names another store.");
    }

    /// <summary>All runs, in the order in which they started.</summary>
    public static async Task<IReadOnlyList<RunReading>> AllAsync(IRunLogStore logs, CancellationToken cancellation)
    {
        var runs = new List<RunReading>();
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (await ReadAsync(logs, id, cancellation) is { } run)
            {
                runs.Add(run);
            }
        }
        return [.. runs.OrderBy(run => run.Log[0].Time)];
    }

    /// <summary>The pipeline that the run executes.</summary>
    /// <exception cref="ArtifactException">It is missing from the store, or damaged there.</exception>
    /// <exception cref="PipelineException">This version can't read it.</exception>
    public async Task<PipelineDefinition> PipelineAsync(IArtifactStore artifacts, PipelineReader reader, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> yaml = await artifacts.InspectAsync(Started.Pipeline, cancellation);
        return reader.Read(Encoding.UTF8.GetString(yaml.Span), $"{Id}/pipeline.yaml", []);
    }

    // One at a time, since logs may be long.
    static async Task<RunReading?> LatestAsync(IRunLogStore logs, CancellationToken cancellation)
    {
        RunReading? latest = null;
        foreach (string id in await logs.ListAsync(cancellation))
        {
            latest = await ReadAsync(logs, id, cancellation) is { } run && !(run.Log[0].Time < latest?.Log[0].Time) ? run : latest;
        }
        return latest;
    }

    static async Task<RunReading?> ReadAsync(IRunLogStore logs, string id, CancellationToken cancellation) =>
        await logs.ReadAsync(id, cancellation) is [{ Event: RunStarted started }, ..] log ? new RunReading(id, started, log) : null;
}
