using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>A shard that is mixed.</summary>
/// <param name="Origin">Where it comes from: old or new.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Pixels">Its tensors.</param>
/// <param name="Records">Its words.</param>
/// <param name="Samples">Both.</param>
internal sealed record SourceShard(string Origin, string Name, ArtifactRef Pixels, ArtifactRef Records, SampleSet Samples)
{
    /// <summary>Its name in the mixture.</summary>
    public string MixedName => $"{Origin}-{Name}";

    /// <summary>The shards of an origin, in the item's order.</summary>
    public static IEnumerable<SourceShard> Of(IStageInputs inputs, string origin)
    {
        foreach (NamedArtifact pixels in inputs.Like(origin, Shards.Pixels))
        {
            string role = pixels.Role[..^(Shards.Pixels.Length + 1)];
            yield return new SourceShard(
                origin, role[(origin.Length + 1)..], pixels.Artifact, inputs.Get($"{role}.{Shards.Records}").Artifact, Shards.Read(inputs, role));
        }
    }
}
