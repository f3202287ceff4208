using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Metrics;

/// <summary>Classifies images by the cosine between their embedding and the mean text embedding of each class (Radford et al. 2021, section 3.1).</summary>
public sealed class ZeroShotClassifier : IDisposable
{
    private readonly double _scale;

    private ZeroShotClassifier(Tensor classEmbeddings, double scale) => (ClassEmbeddings, _scale) = (classEmbeddings, scale);

    /// <summary>Unit vectors, float32 [classes, embedding]; detached.</summary>
    public Tensor ClassEmbeddings { get; }

    /// <summary>Averages the normalised embeddings of every template of a class and normalises the mean.</summary>
    /// <param name="templateEmbeddings">Un-normalised text embeddings, float32 [classes, templates, embedding].</param>
    /// <param name="scale">What cosines are multiplied by to give logits, above 0; 100 for CLIP.</param>
    public static ZeroShotClassifier FromTemplates(Tensor templateEmbeddings, double scale = 100)
    {
        if (templateEmbeddings.dim() != 3)
        {
            throw new ArgumentException(
                $"Template embeddings must be [classes, templates, embedding], not [{string.Join(", ", templateEmbeddings.shape)}].", nameof(templateEmbeddings));
        }

        if (!(scale > 0 && double.IsFinite(scale)))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale of cosines must be positive and finite.");
        }

        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        Tensor mean = UnitVectors.Of(templateEmbeddings.detach().to(ScalarType.Float32)).mean([1]);
        return new ZeroShotClassifier(UnitVectors.Of(mean).DetachFromDisposeScope(), scale);
    }

    /// <summary>Logits scale * cos, float32 [batch, classes]; differentiable in the embeddings.</summary>
    /// <param name="imageEmbeddings">Un-normalised image embeddings, float32 [batch, embedding].</param>
    public Tensor Logits(Tensor imageEmbeddings) => UnitVectors.Of(imageEmbeddings).matmul(ClassEmbeddings.t()) * _scale;

    /// <summary>Whether the most likely class is the label, bool [batch].</summary>
    /// <param name="logits">Float32 [batch, classes].</param>
    /// <param name="labels">Int64 [batch].</param>
    public static Tensor IsCorrect(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels);

    /// <inheritdoc/>
    public void Dispose() => ClassEmbeddings.Dispose();
}
