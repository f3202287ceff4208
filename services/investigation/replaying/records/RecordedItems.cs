using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>
/// Finds what was ordered of a run and what came of it. The order is the journaled envelope's; where the journal has none, the work that stands
/// in the result. The outputs are those of the journaled answer, else of the log.
/// </summary>
/// <param name="store">The store that the run is in.</param>
/// <param name="run">The run.</param>
public sealed class RecordedItems(IStoreView store, RecordedRun run)
{
    readonly Dictionary<(string Stage, string Item, string Key), (Guid Id, WorkOrder Order)> _orders = Orders(run);
    readonly Dictionary<(string Stage, string Item, string Key), (JournalWriter? Writer, WorkItemCompleted Message)> _answers = Answers(run);

    /// <summary>The items that pass, in the order in which they were first finished: an item's inputs stand before it.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="missing">Is told of every item whose order is not to be had, with the reason.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<RecordedItem>> FindAsync(ItemSelection selection, Action<ItemId, string> missing, CancellationToken cancellation)
    {
        var items = new List<RecordedItem>();
        foreach (Ended ended in Endings().Where(ended => selection.Passes(ended.Id.Stage, ended.Id.Item, ended.Time)))
        {
            ResultManifest? manifest = IsJournaled(ended) ? null : await store.Results.FindManifestAsync(ended.Key, cancellation);
            if (Item(ended, manifest) is { } item)
            {
                items.Add(item);
            }
            else
            {
                missing(ended.Id, $"neither the journal nor the store has what was ordered as {ended.Id.Stage}, {ended.Id.Item} (execution key {ended.Key}).");
            }
        }
        return items;
    }

    // Whether the journal says all that is to be known of it: the order, and who computed it.
    bool IsJournaled(Ended ended) =>
        _orders.ContainsKey(Place(ended)) && _answers.GetValueOrDefault(Place(ended)) is { Writer.Fingerprint: not null, Message.Cached: false };

    static (string, string, string) Place(Ended ended) => (ended.Id.Stage, ended.Id.Item, ended.Key);

    RecordedItem? Item(Ended ended, ResultManifest? manifest)
    {
        (string, string, string) place = Place(ended);
        (JournalWriter? writer, WorkItemCompleted? answer) = _answers.GetValueOrDefault(place);
        Circumstances circumstances = writer is { Fingerprint: not null } && answer is { Cached: false }
            ? new Circumstances(writer.CodeVersion, writer.Fingerprint, writer.Worker)
            : manifest is null ? Circumstances.Unknown : new Circumstances(manifest.CodeVersion, manifest.Fingerprint, null);
        IReadOnlyList<NamedArtifact>? outputs = ended.Failure is null ? answer?.Outputs ?? ended.Outputs : null;
        return _orders.TryGetValue(place, out (Guid Id, WorkOrder Order) found)
            ? new RecordedItem(found.Order, RecordSource.Journal, found.Id, outputs, ended.Failure, circumstances)
            : manifest is null ? null
            : new RecordedItem(
                new WorkOrder(run.Id, ended.Id.Stage, ended.Id.Item, ended.Key, manifest.Work), RecordSource.Result, null, outputs, ended.Failure, circumstances);
    }

    // One for each item that has ended; a lost result that was made again stands where it was made first.
    IEnumerable<Ended> Endings()
    {
        var endings = new OrderedDictionary<ItemId, Ended>();
        foreach (RunLogEntry entry in run.Log)
        {
            Ended? ended = entry.Event switch
            {
                ItemCompleted done => new Ended(new ItemId(done.Stage, done.Item), done.ExecutionKey, entry.Time, done.Outputs, null),
                ItemFailed failed => new Ended(new ItemId(failed.Stage, failed.Item), failed.ExecutionKey, entry.Time, null, failed.Failure),
                _ => null,
            };
            // One success settles an item, whatever failed before or after.
            if (ended is not null && !(ended.Failure is not null && endings.TryGetValue(ended.Id, out Ended? before) && before.Failure is null))
            {
                endings[ended.Id] = ended;
            }
        }
        return endings.Values;
    }

    static Dictionary<(string, string, string), (Guid, WorkOrder)> Orders(RecordedRun run)
    {
        var orders = new Dictionary<(string, string, string), (Guid, WorkOrder)>();
        // An order to verify a result is the same work; the one that led to the result comes first.
        foreach ((Guid id, WorkOrder order) in (run.Journal?.Orders ?? new Dictionary<Guid, WorkOrder>()).OrderBy(entry => entry.Value.Verify is not null))
        {
            orders.TryAdd((order.Stage, order.Item, order.ExecutionKey), (id, order));
        }
        return orders;
    }

    // The process that sent the answer has computed it; where only the arrival was journaled, that process is not known.
    static Dictionary<(string, string, string), (JournalWriter?, WorkItemCompleted)> Answers(RecordedRun run)
    {
        var answers = new Dictionary<(string, string, string), (JournalWriter?, WorkItemCompleted)>();
        Dictionary<Guid, JournalWriter> senders = (run.Journal?.Records ?? [])
            .Where(record => record.Act == JournalAct.Sent && record.MessageType == nameof(WorkItemCompleted))
            .DistinctBy(record => record.MessageId).ToDictionary(record => record.MessageId, record => record.Writer);
        foreach ((Guid id, WorkItemCompleted message) in run.Journal?.Completed ?? new Dictionary<Guid, WorkItemCompleted>())
        {
            answers.TryAdd((message.Stage, message.Item, message.ExecutionKey), (senders.GetValueOrDefault(id), message));
        }
        return answers;
    }

    sealed record Ended(ItemId Id, string Key, DateTimeOffset Time, IReadOnlyList<NamedArtifact>? Outputs, Failure? Failure);
}
