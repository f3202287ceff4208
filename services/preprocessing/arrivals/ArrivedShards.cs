using Rampart.Contracts;
using Rampart.Pipeline.Arrivals;
using Rampart.Pipeline.Planning;

namespace Rampart.Preprocessing;

/// <summary>The shards among a stage's sources, sorted by name: what had arrived when the run started.</summary>
internal sealed class ArrivedShards
{
    private readonly SortedDictionary<string, ArrivedShard> _shards = new(StringComparer.Ordinal);

    public ArrivedShards(StageSituation situation)
    {
        foreach (NamedArtifact source in situation.Sources)
        {
            string name = source.Role[(source.Role.LastIndexOf('/') + 1)..];
            if (ShardFileName.Of(name) is { } file)
            {
                ArrivedShard known = _shards.GetValueOrDefault(file.Shard) ?? new ArrivedShard(file.Shard, null, null);
                _shards[file.Shard] = file.Part == ShardFileName.Images ? known with { Images = source.Artifact } : known with { Labels = source.Artifact };
            }
            else if (name == RefusedFiles.Source)
            {
                Refused = source.Artifact;
            }
        }

        All = [.. _shards.Values];
    }

    /// <summary>The shards; one of the two files may be missing.</summary>
    public IReadOnlyList<ArrivedShard> All { get; }

    /// <summary>The files that were not read.</summary>
    public ArtifactRef? Refused { get; }
}

/// <summary>A shard as it has arrived.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Images">Its images, if they are there.</param>
/// <param name="Labels">Its labels, if they are there.</param>
internal sealed record ArrivedShard(string Name, ArtifactRef? Images, ArtifactRef? Labels);
