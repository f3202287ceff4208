using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>A lineage as it grows, from the artifact back to what arrived.</summary>
sealed class LineageGraph(RunMakers makers, RunReading run)
{
    readonly List<(string Role, ArtifactRef Artifact, ItemCompleted? Maker)> _artifacts = [];
    readonly Dictionary<(string Role, string Digest, ItemCompleted? Maker), int> _places = [];
    readonly Dictionary<ItemCompleted, LineageStep?> _steps = new(ReferenceEqualityComparer.Instance);
    readonly long[] _reopened = [.. run.Log.Where(entry => entry.Event is RunReopened).Select(entry => entry.Sequence)];
    List<ItemCompleted> _waiting = [];

    /// <summary>The items found since the last call whose manifests have not been looked at.</summary>
    public IReadOnlyList<ItemCompleted> TakeWaiting()
    {
        List<ItemCompleted> waiting = _waiting;
        _waiting = [];
        return waiting;
    }

    /// <summary>Adds an artifact, and the item that made it to those that wait; returns its place.</summary>
    /// <param name="role">The part it plays.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="reader">The item that read it, if one did.</param>
    public int Add(string role, ArtifactRef artifact, ItemCompleted? reader)
    {
        ItemCompleted? maker = makers.MakerOf(artifact.Digest, reader);
        if (maker is not null && _steps.TryAdd(maker, null))
        {
            _waiting.Add(maker);
        }
        if (!_places.TryGetValue((role, artifact.Digest, maker), out int place))
        {
            place = _places[(role, artifact.Digest, maker)] = _artifacts.Count;
            _artifacts.Add((role, artifact, maker));
        }
        return place;
    }

    /// <summary>Adds a step with what it read.</summary>
    public void Add(ItemCompleted item, ResultManifest? manifest, ExecutionRecord? record)
    {
        int[] inputs = [.. (manifest?.Work.Inputs ?? []).Select(input => Add(input.Role, input.Artifact, item))];
        _steps[item] = new LineageStep(
            new ItemId(item.Stage, item.Item), item.ExecutionKey, item.Cached,
            manifest?.Work.Parameters.GetRawText(), manifest?.CodeVersion, manifest?.Fingerprint, record, inputs, [],
            _reopened.Count(sequence => sequence < makers.Place(item)));
    }

    /// <summary>Everything, steps after those whose results they read.</summary>
    public (IReadOnlyList<LineageArtifact> Artifacts, IReadOnlyList<LineageStep> Steps) Ordered()
    {
        ItemCompleted[] order = [.. _steps.Keys.OrderBy(makers.Place)];
        var numbers = new Dictionary<ItemCompleted, int>(ReferenceEqualityComparer.Instance);
        foreach ((int number, ItemCompleted item) in order.Index())
        {
            numbers[item] = number;
        }
        List<LineageArtifact> artifacts =
        [
            .. _artifacts.Select(found => new LineageArtifact(
                found.Role, found.Artifact, found.Maker is null ? null : numbers[found.Maker], found.Maker is null ? makers.SourceOf(found.Artifact.Digest) : null)),
        ];
        ILookup<int, int> outputs = artifacts.Index().Where(found => found.Item.Maker is not null).ToLookup(found => found.Item.Maker!.Value, found => found.Index);
        return (artifacts, [.. order.Select((item, number) => _steps[item]! with { Outputs = [.. outputs[number]] })]);
    }
}
