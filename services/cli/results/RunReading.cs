using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;

namespace Rampart.Cli.Results;

/// <summary>A run as its log tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Started">How it was started.</param>
/// <param name="Log">All entries.</param>
sealed record RunReading(string Id, RunStarted Started, IReadOnlyList<RunLogEntry> Log)
{
    /// <summary>The word that stands for the latest run.</summary>
    public const string Latest = "latest";

    /// <summary>Its items that have a result, in the order in which they got it.</summary>
    public IReadOnlyList<ItemCompleted> Items { get; } = Finished(Log.Select(entry => entry.Event));

    /// <summary>The items that failed for good since the run was last reopened and have no result.</summary>
    public IReadOnlyList<ItemFailed> Failed =>
    [
        .. Log.Select(entry => entry.Event).Reverse().TakeWhile(happened => happened is not RunReopened).OfType<ItemFailed>().Reverse()
            .DistinctBy(item => (item.Stage, item.Item))
            .ExceptBy(Items.Select(item => (item.Stage, item.Item)), item => (item.Stage, item.Item)),
    ];

    /// <summary>How often it was reopened after it had failed.</summary>
    public int Reopened => Log.Count(entry => entry.Event is RunReopened);

    /// <summary>How it ended; null when its log has no end.</summary>
    public RunFinished? Ending => RunOutcome.Of(Log);

    /// <summary>The end in one word; <c>open</c> when it is running or was interrupted.</summary>
    public string State => Ending?.Outcome ?? "open";

    /// <summary>From the first entry to the last.</summary>
    public TimeSpan Duration => Log[^1].Time - Log[0].Time;

    /// <summary>Reads a run, or the latest.</summary>
    /// <exception cref="UsageException">There is no such run.</exception>
    public static async Task<RunReading> FindAsync(IRunLogStore logs, string id, CancellationToken cancellation)
    {
        if (id == Latest)
        {
            return (await AllAsync(logs, cancellation)).LastOrDefault()
                ?? throw new UsageException("there is no run in this store. Start one with `rampart run FILE`, or name another store with --store.");
        }
        return RunIds.IsValid(id) && await ReadAsync(logs, id, cancellation) is { } run
            ? run
            : throw new UsageException($"there is no run \"{id}\" in this store. `rampart runs` lists the runs; --store names another store.");
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
    public async Task<PipelineDefinition> PipelineAsync(IArtifactStore artifacts, PipelineReader reader, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> yaml = await artifacts.ReadAsync(Started.Pipeline, cancellation);
        return reader.Read(Encoding.UTF8.GetString(yaml.Span), $"{Id}/pipeline.yaml", []);
    }

    // An item whose artifacts were lost was made again, and counts once.
    static List<ItemCompleted> Finished(IEnumerable<RunEvent> events)
    {
        var finished = new OrderedDictionary<(string, string), ItemCompleted>();
        foreach (RunEvent happened in events)
        {
            if (happened is ItemLost lost)
            {
                finished.Remove((lost.Stage, lost.Item));
            }
            else if (happened is ItemCompleted item)
            {
                finished.TryAdd((item.Stage, item.Item), item);
            }
        }
        return [.. finished.Values];
    }

    static async Task<RunReading?> ReadAsync(IRunLogStore logs, string id, CancellationToken cancellation) =>
        await logs.ReadAsync(id, cancellation) is [{ Event: RunStarted started }, ..] log ? new RunReading(id, started, log) : null;
}
