using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Where a component's tensors stand in the checkpoints of others.</summary>
internal static class WeightNames
{
    private const string Tower = "vision_tower.";

    /// <summary>The name of a tensor of the vision component in a LLaVA checkpoint.</summary>
    public static string InLlava(string vision) => Tower + vision;

    /// <summary>The component and own name of a checkpoint's tensor, or null if it belongs to none. Knows CLIP's names, LLaVA's
    /// (<c>vision_tower.</c>), and those of newer LLaVA files, where all stand below <c>model.</c></summary>
    public static (string Component, string Name)? Owner(string name)
    {
        string plain = name.StartsWith("model.", StringComparison.Ordinal) ? name["model.".Length..] : name;
        // Newer files drop the decoder's inner "model.", and put its head at the top.
        if (plain != name && plain.StartsWith("language_model.", StringComparison.Ordinal))
        {
            plain = "language_model.model." + plain["language_model.".Length..];
        }

        plain = plain == "lm_head.weight" ? "language_model.lm_head.weight" : plain;
        plain = plain.StartsWith(Tower, StringComparison.Ordinal) ? plain[Tower.Length..] : plain;
        return plain.Split('.')[0] switch
        {
            "vision_model" or "visual_projection" => (ModelBundle.VisionComponent, plain),
            "text_model" or "text_projection" or "logit_scale" => (ModelBundle.TextComponent, plain),
            "language_model" or "multi_modal_projector" => (ModelBundle.LanguageComponent, plain),
            _ => null,
        };
    }

    /// <summary>A checkpoint's tensors by component and own name.</summary>
    /// <exception cref="WeightMismatchException">A tensor belongs to no component.</exception>
    public static Dictionary<string, Dictionary<string, Tensor>> Split(IReadOnlyDictionary<string, Tensor> checkpoint)
    {
        var split = new Dictionary<string, Dictionary<string, Tensor>>(StringComparer.Ordinal);
        foreach (var (name, tensor) in checkpoint)
        {
            var (component, own) = Owner(name) ?? throw new WeightMismatchException(
                $"'{name}' belongs to no part of a CLIP or LLaVA model. Use a checkpoint with Hugging Face names.");
            if (!split.TryGetValue(component, out var tensors))
            {
                split.Add(component, tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal));
            }

            tensors.Add(own, tensor);
        }

        return split;
    }
}
