using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Coordination.Planning;
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

    readonly RunState _state = RunState.Fold(Log.Select(entry => entry.Event));
    IReadOnlyList<ItemCompleted>? _items;

    /// <summary>Its items that have a result, in the order in which they got it.</summary>
    public IReadOnlyList<ItemCompleted> Items => _items ??=
    [
        .. Log.Select(entry => entry.Event).OfType<ItemCompleted>()
            .Where(item => _state[item.Stage].Finished.ContainsKey(item.Item)).DistinctBy(item => (item.Stage, item.Item)),
    ];

    /// <summary>The items that failed for good and have no result; a completed run went on without them.</summary>
    public IReadOnlyList<ItemFailed> Failed =>
    [
        .. Log.Select(entry => entry.Event).OfType<ItemFailed>()
            .Where(item => _state[item.Stage].Failed.ContainsKey(item.Item)).DistinctBy(item => (item.Stage, item.Item)),
    ];

    /// <summary>How often it was reopened after it had failed.</summary>
    public int Reopened => _state.Generation;

    /// <summary>How it ended; null when it has not.</summary>
    public RunFinished? Ending => RunOutcome.Of(_state);

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

    static async Task<RunReading?> ReadAsync(IRunLogStore logs, string id, CancellationToken cancellation) =>
        await logs.ReadAsync(id, cancellation) is [{ Event: RunStarted started }, ..] log ? new RunReading(id, started, log) : null;
}
