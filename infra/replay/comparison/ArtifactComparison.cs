using System.Text.Json;
using Rampart.Contracts;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Says where two artifacts part first, in the terms of what they hold.</summary>
public static class ArtifactComparison
{
    /// <summary>Compares the bytes of two artifacts.</summary>
    /// <param name="mediaType">What both hold, one of <see cref="MediaTypes"/>; anything else is compared as bytes.</param>
    /// <param name="left">The one to compare with (the original).</param>
    /// <param name="right">The one that is compared (the replayed).</param>
    /// <returns>The first difference; null when the bytes are the same.</returns>
    public static Difference? Compare(string mediaType, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        if (left.Span.SequenceEqual(right.Span))
        {
            return null;
        }
        try
        {
            Difference? difference = mediaType switch
            {
                MediaTypes.Safetensors => TensorFiles.Compare(left, right),
                MediaTypes.Json => JsonFiles.Documents(left, right),
                MediaTypes.JsonLines => JsonFiles.Records(left, right),
                _ => null,
            };
            return difference ?? ByteDifference.Between(left.Span, right.Span);
        }
        catch (Exception e) when (e is SafetensorsException or JsonException)
        {
            // One of the two is damaged in its form; where the bytes part is all that can be said.
            return ByteDifference.Between(left.Span, right.Span);
        }
    }
}
