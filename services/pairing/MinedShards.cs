using Rampart.Contracts;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Pairing;

/// <summary>The shards that a mining stage offers, each with the samples that it was mined from; found once, then named by their place.</summary>
internal sealed class MinedShards
{
    private const string Mined = "mined";
    private const string Data = "data";

    private readonly IReadOnlyList<NamedArtifact> _outputs;
    private readonly List<(string Number, int Place)> _mined = [];
    private readonly Dictionary<(string Number, string Part), int> _data = [];

    private MinedShards(IReadOnlyList<NamedArtifact> outputs)
    {
        _outputs = outputs;
        foreach ((int place, NamedArtifact output) in outputs.Index())
        {
            if (output.Role.StartsWith(Mined + "/", StringComparison.Ordinal))
            {
                _mined.Add((output.Role[(Mined.Length + 1)..], place));
            }
            else if (output.Role.Split('.') is [Data, var number, var part])
            {
                _data[(number, part)] = place;
            }
        }
        _mined.Sort((one, other) => string.CompareOrdinal(one.Number, other.Number));
    }

    /// <summary>How many shards were mined; 0 while that is not known.</summary>
    public int Count => _mined.Count;

    /// <summary>The number of a shard. Places follow the ordinal order of numbers.</summary>
    public string this[int place] => _mined[place].Number;

    /// <summary>The shards of a finished mining stage; none while it has not finished.</summary>
    public static MinedShards Of(StageSituation situation, string reference) =>
        new(situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs) ? outputs : []);

    /// <summary>One shard as <c>mined</c>, <c>data.pixels</c> and <c>data.records</c>.</summary>
    /// <exception cref="StageException">Its samples are not there.</exception>
    public IEnumerable<NamedArtifact> Shard(int place) =>
        [new NamedArtifact(Mined, _outputs[_mined[place].Place].Artifact), Samples(place, Shards.Pixels), Samples(place, Shards.Records)];

    private NamedArtifact Samples(int place, string part) => _data.TryGetValue((this[place], part), out int found)
        ? new NamedArtifact($"{Data}.{part}", _outputs[found].Artifact)
        : throw new StageException(
            $"The mining stage offers no {part} of shard {this[place]}.", $"shard {this[place]}", "Run the mining stage again.");
}
