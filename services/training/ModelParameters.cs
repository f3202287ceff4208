using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The model that a training begins with.</summary>
public sealed record ModelParameters
{
    /// <summary>The stage whose model it is.</summary>
    [Description("The training stage whose model is trained on.")]
    [StageReference("training")]
    public string? From { get; init; }

    /// <summary>A new CLIP model.</summary>
    [Description("A new CLIP model (vision and text tower).")]
    public NewClipParameters? Create { get; init; }

    /// <summary>A new decoder for the model of <see cref="From"/>.</summary>
    [Description("Adds a new projector and decoder to the model of from, which makes it a LLaVA-shaped model.")]
    public NewLanguageParameters? Extend { get; init; }

    /// <summary>Another stage's vision tower.</summary>
    [Description("Puts the vision tower of another training stage into the model of from, in place of its own: an encoder hardened in one model drops into another whose tower has the same shape.")]
    [StageReference("training")]
    public string? Vision { get; init; }

    /// <summary>Adapters on the model of <see cref="From"/>.</summary>
    [Description("Puts LoRA adapters on the model of from and trains them in place of the weights they change. Adapters that the model carries already are merged into its weights first.")]
    public LoraParameters? Lora { get; init; }

    /// <summary>Whether adapters are merged.</summary>
    [Description("Merges the adapters that the model of from carries into its weights. Otherwise they stay attached, and are passed on as they are.")]
    public bool Merge { get; init; }

    /// <summary>A new learned prompt.</summary>
    [Description("Gives the text tower a new learned prompt, to be trained by adversarial-prompt-tuning; zero-shot classification then uses it in place of templates.")]
    public LearnedPromptParameters? Prompt { get; init; }

    /// <summary>New safety modules.</summary>
    [Description("Puts new safety modules (PSA-VLM) beside the model of from, to be trained by concept-bottleneck; its data must have a safety policy.")]
    public SafetyModuleParameters? Safety { get; init; }

    /// <summary>How safety modules steer answers.</summary>
    [Description("How the safety modules that the model carries, or gets, steer its answers; may be changed after training.")]
    public HintParameters? Hints { get; init; }

    /// <summary>A defence that the model carries.</summary>
    [Description("A defence at inference that the model carries from then on, chosen by name, in place of one that it carries already; answers, attacks and trainings all meet it.")]
    public DefenceParameters? Defence { get; init; }
}

/// <summary>A learned prompt.</summary>
public sealed record LearnedPromptParameters
{
    /// <summary>Context tokens.</summary>
    [Description("Context tokens, shared by all classes and followed by a class's name; together no more than max_position_embeddings. Published: 32.")]
    [Bounds(1, 4096, Unit = "tokens")]
    public int Tokens { get; init; } = 16;
}
