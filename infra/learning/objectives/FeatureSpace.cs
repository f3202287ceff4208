using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>Reads the chosen features off a tower and measures distances between them.</summary>
internal sealed class FeatureSpace(FeatureOptions options)
{
    /// <summary>Whether the tower's layers behind the patch features take part.</summary>
    public bool UsesEmbedding => options.Kind != FeatureKind.PatchFeatures;

    /// <summary>The chosen features of a batch of images.</summary>
    public TowerFeatures Of(ClipVisionTower tower, Tensor pixels)
    {
        switch (options.Kind)
        {
            case FeatureKind.ClassEmbedding:
                return new TowerFeatures(tower.Embed(pixels), null);
            case FeatureKind.PatchFeatures:
                return new TowerFeatures(null, tower.PatchFeatures(pixels));
            default:
                VisionFeatures both = tower.Encode(pixels);
                return new TowerFeatures(both.Embedding, both.Patches);
        }
    }

    /// <summary>The same where the patch features are known already; they are computed again only if the embedding is needed too.</summary>
    public TowerFeatures Of(ClipVisionTower tower, Tensor pixels, Tensor patches) =>
        options.Kind == FeatureKind.PatchFeatures ? new TowerFeatures(null, patches) : Of(tower, pixels);

    /// <summary>Distance per sample, float32 [batch]; no gradient flows into <paramref name="target"/>.</summary>
    public Tensor Distance(TowerFeatures features, TowerFeatures target)
    {
        Tensor? embedding = features.Embedding is null ? null : Distance(features.Embedding, target.Embedding!);
        if (features.Patches is null)
        {
            return embedding!;
        }

        Tensor patches = Distance(features.Patches, target.Patches!);
        return embedding is null ? patches : embedding + (patches * options.PatchWeight);
    }

    private Tensor Distance(Tensor features, Tensor target) => FeatureDistance.Of(options.Metric, features, target, options.Relative);
}

/// <summary>The chosen features of a batch; what was not chosen is null.</summary>
/// <param name="Embedding">[batch, projection].</param>
/// <param name="Patches">[batch, patches, width].</param>
internal sealed record TowerFeatures(Tensor? Embedding, Tensor? Patches);
