using TorchSharp;
using Rampart.Learning.Metrics;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>CLIP's symmetric InfoNCE (Radford et al. 2021, figure 3): image i belongs to text i.</summary>
public static class ContrastiveLoss
{
    /// <summary>The mean of the two cross-entropies, a scalar; ln(batch) where all pairs are alike.</summary>
    /// <param name="images">Un-normalised image embeddings, float32 [batch, embedding].</param>
    /// <param name="texts">Un-normalised text embeddings, float32 [batch, embedding].</param>
    /// <param name="scale">exp(logit scale), a scalar tensor.</param>
    public static Tensor Of(Tensor images, Tensor texts, Tensor scale)
    {
        Tensor logits = UnitVectors.Of(images).matmul(UnitVectors.Of(texts).t()) * scale;
        Tensor diagonal = torch.arange(images.shape[0], dtype: ScalarType.Int64, device: images.device);
        return (torch.nn.functional.cross_entropy(logits, diagonal) + torch.nn.functional.cross_entropy(logits.t(), diagonal)) / 2;
    }

    /// <summary>The share of each pair, float32 [batch], whose mean is <see cref="Of"/>. Every entry depends on all images: the sum's gradient is that of
    /// the batch's loss, times the batch.</summary>
    public static Tensor PerPair(Tensor images, Tensor texts, Tensor scale)
    {
        Tensor logits = UnitVectors.Of(images).matmul(UnitVectors.Of(texts).t()) * scale;
        Tensor diagonal = torch.arange(images.shape[0], dtype: ScalarType.Int64, device: images.device);
        return (Entropies(logits, diagonal) + Entropies(logits.t(), diagonal)) / 2;
    }

    private static Tensor Entropies(Tensor logits, Tensor labels) =>
        torch.nn.functional.cross_entropy(logits, labels, reduction: torch.nn.Reduction.None);
}
