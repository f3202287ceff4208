using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Metrics;

/// <summary>How far an encoder has moved: the cosine between each image's embedding and the one it had in the original encoder.</summary>
public static class EmbeddingCosine
{
    /// <summary>One cosine per image in [-1, 1], float32 [batch]; a vector of zeros has cosine 0 with everything.</summary>
    /// <param name="current">Un-normalised embeddings, float32 [batch, embedding].</param>
    /// <param name="original">Those of the original encoder, of the same shape.</param>
    public static Tensor PerImage(Tensor current, Tensor original)
    {
        if (!current.shape.SequenceEqual(original.shape) || current.dim() != 2)
        {
            throw new ArgumentException(
                $"Embeddings [{string.Join(", ", current.shape)}] and [{string.Join(", ", original.shape)}] must both be [batch, embedding].", nameof(current));
        }

        return (UnitVectors.Of(current) * UnitVectors.Of(original)).sum(1);
    }

    /// <summary>The mean over images.</summary>
    /// <param name="current">Un-normalised embeddings, float32 [batch, embedding].</param>
    /// <param name="original">Those of the original encoder, of the same shape.</param>
    public static Estimate Mean(Tensor current, Tensor original)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        return Estimate.Mean([.. PerImage(current, original).cpu().data<float>().ToArray().Select(cosine => (double)cosine)]);
    }
}
