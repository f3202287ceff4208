using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Pipeline;
using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers;

/// <summary>The watches of a store. A watch is called like its pipeline; every change of it is a numbered document.</summary>
public sealed class WatchRegister(IDocumentStore documents, StageCatalog catalog, TimeProvider time)
{
    /// <summary>The names of all watches that were not removed, in ordinal order, with their definitions.</summary>
    public async Task<IReadOnlyDictionary<string, WatchDefinition>> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> names = await documents.ListAsync(WatchDocuments.Definitions, cancellation);
        var watches = new SortedDictionary<string, WatchDefinition>(StringComparer.Ordinal);
        // The names of one watch's versions are in order, so the last one stays.
        foreach ((string watch, string latest) in names.GroupBy(name => name.Split('/')[2]).Select(group => (group.Key, group.Last())))
        {
            if (await documents.FindAsync(latest, cancellation) is { } document
                && WatchDocuments.Read<WatchDefinition>(latest, document) is { IsRemoved: false } definition)
            {
                watches.Add(watch, definition);
            }
        }
        return watches;
    }

    /// <summary>A watch's latest version; null when there is no such watch or it was removed.</summary>
    public async Task<WatchDefinition?> FindAsync(string watch, CancellationToken cancellation) =>
        await LatestAsync(watch, cancellation) is { IsRemoved: false } definition ? definition : null;

    /// <summary>One version of a watch.</summary>
    /// <exception cref="TriggerException">There is none.</exception>
    public async Task<WatchDefinition> ReadAsync(string watch, int number, CancellationToken cancellation)
    {
        string name = WatchDocuments.Name(WatchDocuments.Definitions, watch, number);
        return await documents.FindAsync(name, cancellation) is { } document
            ? WatchDocuments.Read<WatchDefinition>(name, document)
            : throw new TriggerException($"{name} is missing, though a run of watch {watch} follows it. Restore it from a backup of the store.");
    }

    /// <summary>Has a pipeline watched from now on, unless exactly this one is.</summary>
    /// <param name="pipeline">The pipeline; the watch is called like it.</param>
    /// <param name="who">Who wants that.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TriggerException">The pipeline has no triggers.</exception>
    public Task<WatchDefinition> AddAsync(PipelineDefinition pipeline, string who, CancellationToken cancellation)
    {
        if (pipeline.Triggers is null)
        {
            throw new TriggerException(
                $"Pipeline {pipeline.Name} says nothing about what starts it. Add the section \"triggers\", for example with {{ name: data-arrived, place: FOLDER }} under \"on\".");
        }
        IReadOnlyList<WatchedPlace> places =
        [
            .. from watched in WatchedPlaces.Of(pipeline, catalog)
               let place = ArrivalPlaces.Parse(watched.Place.Place, watched.Place.Prefix)
               select new WatchedPlace(pipeline.Name, place.Place, place.Prefix),
        ];
        return ChangeAsync(pipeline.Name, who, pipeline.ResolvedYaml, places, cancellation);
    }

    /// <summary>Has a pipeline not watched any more. What it knows stays, and counts again if it is added again.</summary>
    /// <exception cref="TriggerException">There is no such watch.</exception>
    public async Task RemoveAsync(string watch, string who, CancellationToken cancellation)
    {
        if (await FindAsync(watch, cancellation) is null)
        {
            throw new TriggerException($"There is no watch \"{watch}\". `rampart triggers ls` lists those that there are.");
        }
        await ChangeAsync(watch, who, null, [], cancellation);
    }

    async Task<WatchDefinition> ChangeAsync(string watch, string who, string? pipeline, IReadOnlyList<WatchedPlace> places, CancellationToken cancellation)
    {
        while (true)
        {
            WatchDefinition? latest = await LatestAsync(watch, cancellation);
            if (latest is not null && latest.Pipeline == pipeline && latest.Places.SequenceEqual(places))
            {
                return latest;
            }
            DateTimeOffset now = time.GetUtcNow();
            var next = new WatchDefinition((latest?.Number ?? 0) + 1, now, who, Guid.CreateVersion7(now).ToString("n"), pipeline, places);
            string name = WatchDocuments.Name(WatchDocuments.Definitions, watch, next.Number);
            if (await WatchDocuments.TryCreateAsync(documents, name, next, next.Attempt, there => there.Attempt, cancellation))
            {
                return next;
            }
        }
    }

    async Task<WatchDefinition?> LatestAsync(string watch, CancellationToken cancellation)
    {
        string? latest = (await documents.ListAsync($"{WatchDocuments.Definitions}/{watch}", cancellation)).LastOrDefault();
        return latest is null || await documents.FindAsync(latest, cancellation) is not { } document ? null : WatchDocuments.Read<WatchDefinition>(latest, document);
    }
}
