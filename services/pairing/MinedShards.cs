using Rampart.Contracts;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Pairing;

/// <summary>The shards that a mining stage offers, each with the samples that it was mined from: found once, then named by their place.</summary>
internal sealed class MinedShards
{
    private const string Mined = "mined";
    private const string Data = "data";

    private readonly NumberedArtifacts _mined;
    private readonly NumberedArtifacts _pixels;
    private readonly NumberedArtifacts _records;

    private MinedShards(IReadOnlyList<NamedArtifact> outputs)
    {
        _mined = new NumberedArtifacts(outputs, $"{Mined}/", "");
        _pixels = new NumberedArtifacts(outputs, $"{Data}.", $".{Shards.Pixels}");
        _records = new NumberedArtifacts(outputs, $"{Data}.", $".{Shards.Records}");
    }

    /// <summary>How many shards were mined; 0 while that is not known.</summary>
    public int Count => _mined.Count;

    /// <summary>The number of a shard. Places follow the ordinal order of numbers.</summary>
    public string this[int place] => _mined[place];

    /// <summary>The shards of a finished mining stage; none while it has not finished.</summary>
    public static MinedShards Of(StageSituation situation, string reference) =>
        new(situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs) ? outputs : []);

    /// <summary>One shard as <c>mined</c>, <c>data.pixels</c> and <c>data.records</c>.</summary>
    /// <exception cref="StageException">Its samples are not there.</exception>
    public IEnumerable<NamedArtifact> Shard(int place) =>
    [
        new NamedArtifact(Mined, _mined.At(place)),
        new NamedArtifact($"{Data}.{Shards.Pixels}", Samples(_pixels, place)),
        new NamedArtifact($"{Data}.{Shards.Records}", Samples(_records, place)),
    ];

    private ArtifactRef Samples(NumberedArtifacts part, int place) => part.Find(this[place], place) ?? throw new StageException(
        $"The mining stage does not offer the samples of shard {this[place]}.", $"shard {this[place]}", "Run the mining stage again.");
}
