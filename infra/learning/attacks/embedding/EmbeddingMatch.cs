using Rampart.Learning.Metrics;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Attacks an encoder by pulling images to the embedding of something else: a wrong object's text (the "misleading" attack of Tu et al.
/// 2023; MF-it of Zhao et al. 2023) or another image (MF-ii). Whatever reads the embedding is led astray, whatever it is asked.</summary>
public static class EmbeddingMatch
{
    /// <summary>The misleading attack as published, for a <see cref="Pgd"/>: 1000 sign steps of 10/255 from noise in a ball of 32/255.</summary>
    public static PgdOptions Misleading { get; } = new()
    {
        Epsilon = 32.0 / 255,
        Steps = 1000,
        StepSize = 10.0 / 255,
        Momentum = 0,
        Keep = KeptIterate.Best,
    };

    /// <summary>cos(embedding of the image, target), to be maximised.</summary>
    /// <param name="embed">From pixels to embeddings, float32 [batch, width], of any length; normalisation of pixels inside.</param>
    /// <param name="targets">Float32 [batch, width]: where each image is pulled.</param>
    public static PerSampleLoss Towards(Func<Tensor, Tensor> embed, Tensor targets)
    {
        Tensor directions = UnitVectors.Of(targets.detach());
        return pixels => (UnitVectors.Of(embed(pixels)) * directions).sum(1);
    }
}
