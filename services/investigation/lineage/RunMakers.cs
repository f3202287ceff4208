using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>Who made which artifact in a run. Stages may pass on what they read, so the first item that offered some bytes is their maker.</summary>
sealed class RunMakers
{
    readonly Dictionary<ItemId, long> _firstResult = [];
    readonly Dictionary<string, List<ItemCompleted>> _offering = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);

    public RunMakers(RunReading run)
    {
        // By the first result, also of an item that lost it and was made again after others had read it.
        foreach (RunLogEntry entry in run.Log)
        {
            if (entry.Event is ItemCompleted completed)
            {
                _firstResult.TryAdd(new ItemId(completed.Stage, completed.Item), entry.Sequence);
            }
        }
        foreach (ItemCompleted item in run.Items.OrderBy(Place))
        {
            foreach (NamedArtifact output in item.Outputs)
            {
                if (!_offering.TryGetValue(output.Artifact.Digest, out List<ItemCompleted>? items))
                {
                    items = _offering[output.Artifact.Digest] = new List<ItemCompleted>(1);
                }
                if (items.Count == 0 || items[^1] != item)
                {
                    items.Add(item);
                }
            }
        }
        foreach (NamedArtifact source in run.Started.Sources)
        {
            _sources.TryAdd(source.Artifact.Digest, source.Role);
        }
        _sources.TryAdd(run.Started.Pipeline.Digest, "pipeline");
    }

    /// <summary>How many items offer the bytes.</summary>
    public int Offering(string digest) => _offering.GetValueOrDefault(digest)?.Count ?? 0;

    /// <summary>The role under which the bytes arrived with the run, if they did.</summary>
    public string? SourceOf(string digest) => _sources.GetValueOrDefault(digest);

    /// <summary>The item that made the bytes; for an item that read them, only one that was done before it.</summary>
    public ItemCompleted? MakerOf(string digest, ItemCompleted? reader) =>
        _offering.GetValueOrDefault(digest)?[0] is { } first && (reader is null || Place(first) < Place(reader)) ? first : null;

    /// <summary>The place of an item in the order in which items got their first results.</summary>
    public long Place(ItemCompleted item) => _firstResult[new ItemId(item.Stage, item.Item)];
}
