namespace Rampart.Learning.Models;

/// <summary>A part of a model that is trained, adapted or exchanged on its own.</summary>
public enum ModelPart
{
    /// <summary>The vision tower with its projection.</summary>
    Tower,

    /// <summary>CLIP's text tower with its projection and the temperature.</summary>
    Text,

    /// <summary>The projector from patch features to the decoder's embeddings.</summary>
    Projector,

    /// <summary>The decoder.</summary>
    Decoder,

    /// <summary>The LoRA adapters, wherever they are.</summary>
    Lora,

    /// <summary>The safety modules.</summary>
    Safety,

    /// <summary>The learned prompt.</summary>
    Prompt,
}

/// <summary>Tells parts by the names of their parameters.</summary>
public static class ModelParts
{
    /// <summary>The part that a parameter belongs to.</summary>
    /// <param name="name">Its name, as <see cref="ModelComponent.Weights"/> gives it.</param>
    public static ModelPart Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return LoraAdapter.Owns(name) ? ModelPart.Lora : Host(name);
    }

    /// <summary>The parts that can carry LoRA adapters.</summary>
    public static IReadOnlyList<ModelPart> Adaptable { get; } = [ModelPart.Tower, ModelPart.Text, ModelPart.Projector, ModelPart.Decoder];

    /// <summary>The part that a linear map with this path lies in.</summary>
    internal static ModelPart Host(string path) => path.Split('.')[0] switch
    {
        "vision_model" or "visual_projection" => ModelPart.Tower,
        "multi_modal_projector" => ModelPart.Projector,
        "language_model" => ModelPart.Decoder,
        "safety_projector" or "safety_head" or "safety_tokens_head" or "safety_tokens_decoder" => ModelPart.Safety,
        "prompt_context" => ModelPart.Prompt,
        _ => ModelPart.Text,
    };
}
