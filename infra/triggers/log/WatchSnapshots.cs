using System.Text.Json;
using Rampart.Artifacts;

namespace Rampart.Triggers;

/// <summary>States of a watch at some points of its log, so that a restart need not read all of it.</summary>
sealed class WatchSnapshots(IDocumentStore documents, string watch)
{
    /// <summary>How many entries lie between two.</summary>
    public const int Interval = 64;

    // Some 300 bytes each; a document has sixteen MiB.
    const int MostCauses = 20_000;

    /// <summary>The latest state with all causes that were known then; the empty one when there is none.</summary>
    public async Task<(WatchState State, KnownCauses Known)> LatestAsync(CancellationToken cancellation)
    {
        var known = new KnownCauses();
        string? latest = (await documents.ListAsync($"{WatchDocuments.States}/{watch}", cancellation)).LastOrDefault(name => WatchDocuments.Number(name) is not null);
        if (latest is null || await documents.FindAsync(latest, cancellation) is not { } document)
        {
            return (WatchState.Empty, known);
        }
        var state = WatchDocuments.Read<WatchState>(latest, document);
        foreach (string name in await documents.ListAsync($"{WatchDocuments.Known}/{watch}", cancellation))
        {
            if (WatchDocuments.Number(name) <= state.Sequence && await documents.FindAsync(name, cancellation) is { } ids)
            {
                known.Add(ids);
            }
        }
        return (state, known);
    }

    /// <summary>Writes the state if it is time for that.</summary>
    public async Task WriteAsync(WatchState state, KnownCauses known, CancellationToken cancellation)
    {
        byte[] ids = state.Sequence % Interval == 0 ? known.Recent() : [];
        if (state.Sequence % Interval != 0 || state.Pending.Count + state.Planned.Count > MostCauses || ids.Length > DocumentNames.MostBytes)
        {
            return;
        }
        // The ids first: a state without them would take old files for new ones. Whoever else writes under these names writes the same or
        // more, since it may have begun from an earlier state.
        if (ids.Length > 0)
        {
            await documents.TryCreateAsync(WatchDocuments.Name(WatchDocuments.Known, watch, state.Sequence), ids, cancellation);
        }
        await documents.TryCreateAsync(
            WatchDocuments.Name(WatchDocuments.States, watch, state.Sequence), JsonSerializer.SerializeToUtf8Bytes(state, WatchDocuments.Json), cancellation);
        known.Settle();
    }
}
