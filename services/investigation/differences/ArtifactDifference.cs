using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;

namespace Rampart.Investigation;

/// <summary>How two artifacts differ.</summary>
/// <param name="MediaType">As what they were compared.</param>
/// <param name="DigestThere">The digest of the one to compare with.</param>
/// <param name="DigestHere">The digest of the one that is compared.</param>
/// <param name="First">Where they part first; null when they don't.</param>
/// <param name="Tensors">Every tensor of either side, when both are files of tensors and that was asked for.</param>
public sealed record ArtifactDifference(
    string MediaType, string DigestThere, string DigestHere, Difference? First, IReadOnlyList<TensorChange> Tensors)
{
    /// <summary>Whether both have the same bytes.</summary>
    public bool Identical => DigestThere == DigestHere;

    /// <summary>Compares two artifacts.</summary>
    /// <param name="there">The one to compare with.</param>
    /// <param name="here">The one that is compared.</param>
    /// <param name="all">Whether all tensors are wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">One of them is missing or damaged.</exception>
    public static async Task<ArtifactDifference> BetweenAsync(
        DiffSubject.OfArtifact there, DiffSubject.OfArtifact here, bool all, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> left = await there.ReadAsync(cancellation), right = await here.ReadAsync(cancellation);
        string mediaType = there.MediaType == here.MediaType ? there.MediaType : MediaTypes.Binary;
        return new ArtifactDifference(
            mediaType, Digest.Of(left.Span), Digest.Of(right.Span), ArtifactComparison.Compare(mediaType, left, right),
            all && mediaType == MediaTypes.Safetensors ? Table(left, there.Name, right, here.Name) : []);
    }

    // One that is damaged in its form has no tensors to list; where the bytes part is said anyhow.
    static IReadOnlyList<TensorChange> Table(ReadOnlyMemory<byte> left, string leftName, ReadOnlyMemory<byte> right, string rightName)
    {
        try
        {
            using TensorSet one = TensorSet.Of(left, leftName), other = TensorSet.Of(right, rightName);
            return TensorTable.Compare(one, other);
        }
        catch (SafetensorsException)
        {
            return [];
        }
    }
}
