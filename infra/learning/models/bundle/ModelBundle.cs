using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A configuration and the modules built from it. Weights travel as components, so that a frozen one is stored once.</summary>
public sealed partial class ModelBundle : IDisposable
{
    /// <summary>Name of the vision tower's component: <c>vision_model.*</c>, <c>visual_projection.weight</c>.</summary>
    public const string VisionComponent = "vision";

    /// <summary>Name of the text tower's component: <c>text_model.*</c>, <c>text_projection.weight</c>, <c>logit_scale</c>.</summary>
    public const string TextComponent = "text";

    /// <summary>Name of the language model's component: <c>multi_modal_projector.*</c>, <c>language_model.*</c>.</summary>
    public const string LanguageComponent = "language";

    /// <summary>Name of the adapters' component: <c>&lt;path of a linear map&gt;.lora_A.weight</c> and <c>.lora_B.weight</c>.</summary>
    public const string LoraComponent = "lora";

    /// <summary>Name of the learned prompt's component: <c>prompt_context</c>.</summary>
    public const string PromptComponent = "prompt";

    /// <summary>Name of the safety modules' component: <c>safety_projector.*</c>, <c>safety_head.*</c>, <c>safety_tokens_*</c>.</summary>
    public const string SafetyComponent = "safety";

    /// <summary>Name of the component of a defence that keeps tensors.</summary>
    public const string DefenceComponent = "defence";

    private readonly Dictionary<string, ModelComponent> _components = new(StringComparer.Ordinal);

    /// <summary>Builds the modules with zero weights.</summary>
    /// <param name="config">What to build.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelConfigException">The configuration contradicts itself.</exception>
    public ModelBundle(ModelConfig config, ComputePrecision precision = ComputePrecision.Float32)
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config.Checked("model.json");
        Vision = new ClipVisionTower(
            config.Vision,
            config.Normalization,
            precision,
            config.Language?.VisionFeatureLayer ?? -2,
            config.Language?.VisionFeatureSelect == "full");
        _components.Add(VisionComponent, Vision);
        if (config.Text is not null)
        {
            Text = new ClipTextTower(config.Text, precision);
            _components.Add(TextComponent, Text);
        }

        if (config.Language is not null)
        {
            Language = new LanguageModel(config.Language, precision);
            _components.Add(LanguageComponent, Language);
        }

        if (config.Lora is not null)
        {
            AttachLora(config.Lora);
        }

        if (config.Prompt is not null)
        {
            AttachPrompt(config.Prompt);
        }

        if (config.Safety is not null)
        {
            AttachSafety(config.Safety);
        }

        if (config.Defence is not null)
        {
            AttachDefence(config.Defence);
        }
    }

    /// <summary>What was built.</summary>
    public ModelConfig Config { get; private set; }

    /// <summary>The vision tower.</summary>
    public ClipVisionTower Vision { get; }

    /// <summary>CLIP's text tower, or null.</summary>
    public ClipTextTower? Text { get; }

    /// <summary>The language model, or null.</summary>
    public LanguageModel? Language { get; }

    /// <summary>The adapters, or null.</summary>
    public LoraAdapters? Lora { get; private set; }

    /// <summary>The learned prompt, or null.</summary>
    public LearnedPrompt? Prompt { get; private set; }

    /// <summary>The safety modules, or null.</summary>
    public SafetyModules? Safety { get; private set; }

    /// <summary>The components by name.</summary>
    public IReadOnlyDictionary<string, ModelComponent> Components => _components;

    /// <summary>Both CLIP towers.</summary>
    /// <exception cref="InvalidOperationException">The bundle has no text tower.</exception>
    public ClipModel Clip() => new(Vision, Text ?? throw Missing(TextComponent));

    /// <summary>Fills every component with start values.</summary>
    /// <param name="seed">The seed; equal seeds give equal weights.</param>
    public void Initialise(ulong seed)
    {
        Vision.Initialise(seed);
        Text?.Initialise(seed);
        Language?.Initialise(seed);
        Lora?.Initialise(seed);
        Safety?.Initialise(seed);
        Prompt?.Initialise(seed);
    }

    /// <summary>Copies a component's weights in.</summary>
    /// <param name="component">Its name.</param>
    /// <param name="weights">Exactly its names and shapes.</param>
    /// <exception cref="WeightMismatchException">A name is missing or unknown, or a shape differs.</exception>
    public void LoadComponent(string component, IReadOnlyDictionary<string, Tensor> weights) => Component(component).LoadWeights(weights);

    /// <summary>A component's weights by Hugging Face name: the live tensors, which change when the component is trained.</summary>
    /// <param name="component">Its name.</param>
    public IReadOnlyDictionary<string, Tensor> SaveComponent(string component) =>
        Component(component).Weights().ToDictionary(entry => entry.Key, entry => (Tensor)entry.Value, StringComparer.Ordinal);

    /// <summary>Freezes every component (<see cref="ModelComponent.Freeze"/>).</summary>
    public void Freeze()
    {
        foreach (var component in _components.Values)
        {
            component.Freeze();
        }
    }

    /// <summary>Has every component compute its layers again in backward passes (<see cref="ModelComponent.RecomputesActivations"/>).</summary>
    public void RecomputeActivations()
    {
        foreach (var component in _components.Values)
        {
            component.RecomputesActivations = true;
        }
    }

    /// <summary>Moves every component to a device.</summary>
    /// <param name="device">The device of later inputs.</param>
    public void MoveTo(Device device)
    {
        foreach (var component in _components.Values)
        {
            component.MoveTo(device);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var component in _components.Values)
        {
            component.Dispose();
        }
    }

    private ModelComponent Component(string name) => _components.GetValueOrDefault(name) ?? throw Missing(name);

    private InvalidOperationException Missing(string name) =>
        new($"This model has no component '{name}'; it has {string.Join(", ", _components.Keys)}. Add it to the configuration.");
}
