using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages;

/// <summary>The shards of a reference such as <c>images/train</c>: found once, then named by their place, so that a plan of many shards stays linear.</summary>
public sealed class UpstreamShards
{
    private readonly IReadOnlyList<NamedArtifact> _outputs;
    private readonly List<(string Number, int Pixels, int Records)> _places;

    private UpstreamShards(IReadOnlyList<NamedArtifact> outputs, List<(string Number, int Pixels, int Records)> places) =>
        (_outputs, _places) = (outputs, places);

    /// <summary>How many there are; 0 while they are not known.</summary>
    public int Count => _places.Count;

    /// <summary>The number of a shard, for example <c>003</c>. Places follow the ordinal order of numbers.</summary>
    public string this[int place] => _places[place].Number;

    /// <summary>The shards that a finished stage offers for the split of this reference; none while it has not finished.</summary>
    /// <exception cref="StageException">A shard has pixels and no records.</exception>
    public static UpstreamShards Of(StageSituation situation, string reference)
    {
        if (!situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs))
        {
            return new UpstreamShards([], []);
        }

        string prefix = reference[(reference.LastIndexOf('/') + 1)..] + "/";
        var pixels = new List<(string Number, int Place)>();
        var records = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int place, NamedArtifact output) in outputs.Index())
        {
            if (!output.Role.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }
            if (Number(output.Role, prefix, Shards.Pixels) is { } shown)
            {
                pixels.Add((shown, place));
            }
            else if (Number(output.Role, prefix, Shards.Records) is { } told)
            {
                records[told] = place;
            }
        }

        pixels.Sort((one, other) => string.CompareOrdinal(one.Number, other.Number));
        return new UpstreamShards(outputs, [.. pixels.Select(shard => (shard.Number, shard.Place, Records(shard.Number)))]);

        int Records(string number) => records.TryGetValue(number, out int place)
            ? place
            : throw new StageException($"Stage '{reference}' offers no records of shard {number}.", situation.Name, $"Run '{reference}' again.");
    }

    /// <summary>One shard as <c>&lt;prefix&gt;.pixels</c> and <c>&lt;prefix&gt;.records</c>.</summary>
    public IEnumerable<NamedArtifact> Shard(int place, string prefix = "data") =>
    [
        new NamedArtifact($"{prefix}.{Shards.Pixels}", _outputs[_places[place].Pixels].Artifact),
        new NamedArtifact($"{prefix}.{Shards.Records}", _outputs[_places[place].Records].Artifact),
    ];

    /// <summary>Every shard as <c>&lt;prefix&gt;.&lt;nnn&gt;.pixels</c> and <c>&lt;prefix&gt;.&lt;nnn&gt;.records</c>.</summary>
    public IEnumerable<NamedArtifact> All(string prefix = "data") =>
        Enumerable.Range(0, Count).SelectMany(place => Shard(place, $"{prefix}.{this[place]}"));

    // The number in <prefix><number>/<part>, or null when the role is another.
    private static string? Number(string role, string prefix, string part) =>
        role.Length > prefix.Length + part.Length + 1 && role.EndsWith(part, StringComparison.Ordinal) && role[^(part.Length + 1)] == '/'
            ? role[prefix.Length..^(part.Length + 1)]
            : null;
}
