using System.Text.Json.Serialization;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>One output of an item, as it was recorded and as it came out now.</summary>
/// <param name="Role">The output's role.</param>
/// <param name="There">The recorded artifact; null when there was none of this role.</param>
/// <param name="Here">The artifact of the replay; null when there is none of this role.</param>
/// <param name="First">Where the two part first; null when they are equal, or when one of them is missing or can't be read.</param>
public sealed record ArtifactReport(string Role, ArtifactRef? There, ArtifactRef? Here, Difference? First)
{
    /// <summary>Whether both have the same bytes.</summary>
    [JsonIgnore]
    public bool IsEqual => There?.Digest == Here?.Digest;

    /// <summary>The difference in one sentence.</summary>
    public string Describe() => (There, Here, First) switch
    {
        _ when IsEqual => $"{Role} is identical",
        (null, _, _) => $"{Role} is here and was not recorded",
        (_, null, _) => $"{Role} was recorded and is not here",
        (_, _, { } first) => $"{Role}: {first.Describe()}",
        _ => $"{Role}: {There.Digest} there, {Here.Digest} here",
    };
}
