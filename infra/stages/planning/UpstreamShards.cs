using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages;

/// <summary>The shards of a reference such as <c>images/train</c>: found once, then named by their place.</summary>
public sealed class UpstreamShards
{
    private readonly string _reference;
    private readonly NumberedArtifacts _pixels;
    private readonly NumberedArtifacts _records;

    private UpstreamShards(string reference, IReadOnlyList<NamedArtifact> outputs)
    {
        string split = reference[(reference.LastIndexOf('/') + 1)..];
        _reference = reference;
        _pixels = new NumberedArtifacts(outputs, $"{split}/", $"/{Shards.Pixels}");
        _records = new NumberedArtifacts(outputs, $"{split}/", $"/{Shards.Records}");
    }

    /// <summary>How many there are; 0 while they are not known.</summary>
    public int Count => _pixels.Count;

    /// <summary>The number of a shard, for example <c>003</c>. Places follow the ordinal order of numbers.</summary>
    public string this[int place] => _pixels[place];

    /// <summary>The shards that a finished stage offers for the split of this reference; none while it has not finished.</summary>
    public static UpstreamShards Of(StageSituation situation, string reference) =>
        new(reference, situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs) ? outputs : []);

    /// <summary>One shard as <c>&lt;prefix&gt;.pixels</c> and <c>&lt;prefix&gt;.records</c>.</summary>
    /// <exception cref="StageException">Its records are not there.</exception>
    public IEnumerable<NamedArtifact> Shard(int place, string prefix = "data") =>
    [
        new NamedArtifact($"{prefix}.{Shards.Pixels}", _pixels.At(place)),
        new NamedArtifact($"{prefix}.{Shards.Records}", _records.Find(this[place], place) ?? throw new StageException(
            $"'{_reference}' offers no records of shard {this[place]}.", _reference, $"Run '{_reference}' again.")),
    ];

    /// <summary>Every shard as <c>&lt;prefix&gt;.&lt;nnn&gt;.pixels</c> and <c>&lt;prefix&gt;.&lt;nnn&gt;.records</c>.</summary>
    public IEnumerable<NamedArtifact> All(string prefix = "data") =>
        Enumerable.Range(0, Count).SelectMany(place => Shard(place, $"{prefix}.{this[place]}"));
}
