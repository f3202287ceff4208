using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Both towers of CLIP and their similarity.</summary>
public sealed class ClipModel
{
    /// <summary>Joins two towers; they stay the caller's.</summary>
    /// <param name="vision">The vision tower.</param>
    /// <param name="text">The text tower.</param>
    /// <exception cref="ModelConfigException">Their embedding spaces differ in width.</exception>
    public ClipModel(ClipVisionTower vision, ClipTextTower text)
    {
        _ = new ClipConfig(text.Config, vision.Config).Checked("config.json");
        Vision = vision;
        Text = text;
    }

    /// <summary>The vision tower.</summary>
    public ClipVisionTower Vision { get; }

    /// <summary>The text tower.</summary>
    public ClipTextTower Text { get; }

    /// <summary>The logarithm of the inverse temperature, a scalar; a component of the text tower's weights.</summary>
    public Parameter LogitScale => Text.LogitScale;

    /// <summary>Similarities s * I T' of L2-normalised embeddings, s = exp(logit_scale) (Radford et al. 2021, figure 3).</summary>
    /// <param name="imageEmbeddings">[images, projection].</param>
    /// <param name="textEmbeddings">[texts, projection].</param>
    /// <returns>[images, texts] float32.</returns>
    public Tensor Logits(Tensor imageEmbeddings, Tensor textEmbeddings)
    {
        using var scope = NewDisposeScope();
        var images = imageEmbeddings / imageEmbeddings.norm(1, true, 2);
        var texts = textEmbeddings / textEmbeddings.norm(1, true, 2);
        return (images.mm(texts.t()) * LogitScale.exp()).MoveToOuterDisposeScope();
    }

    /// <summary>Trainable and frozen parameters of both towers under their Hugging Face names.</summary>
    public IEnumerable<(string Name, Parameter Value)> NamedParameters() =>
        Text.named_parameters().Concat(Vision.named_parameters()).Select(entry => (entry.name, entry.parameter));
}
