using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>What the reference tower sees on the clean images, computed once per batch for the attack, the preference term and the anchor.</summary>
/// <param name="Features">The features that the attack moves away from.</param>
/// <param name="Patches">The patch features, [batch, patches, width].</param>
internal sealed record CleanReference(TowerFeatures Features, Tensor Patches)
{
    /// <summary>Runs the reference once where both come from the same pass.</summary>
    public static CleanReference Of(ClipVisionTower reference, FeatureSpace space, Tensor pixels)
    {
        using var off = torch.no_grad();
        TowerFeatures features = space.Of(reference, pixels);
        return new CleanReference(features, features.Patches ?? reference.PatchFeatures(pixels));
    }
}
