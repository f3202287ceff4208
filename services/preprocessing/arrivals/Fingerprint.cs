using Rampart.Learning.Data;

namespace Rampart.Preprocessing;

/// <summary>What of a sample is compared with other samples.</summary>
/// <param name="Id">Its number, which follows from its pixels (<see cref="ContentId"/>).</param>
/// <param name="Label">Its class number.</param>
/// <param name="Index">Its place in the shard as it arrived.</param>
/// <param name="Hash">Its perceptual hash.</param>
internal sealed record Fingerprint(long Id, int Label, int Index, PerceptualHash Hash)
{
    /// <summary>The fingerprint of an image.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> pixels, ImageShape shape, int label, int index) =>
        new(ContentId.Of(pixels), label, index, PerceptualHash.Of(pixels, shape));
}
