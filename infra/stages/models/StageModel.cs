using System.Text;
using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>A finished model of a work item's inputs, frozen: configuration, components and tokenizer, each its own artifact.</summary>
public sealed class StageModel : IDisposable
{
    /// <summary>The role of the configuration, after the model's own name.</summary>
    public const string ConfigRole = "config";

    /// <summary>The role of the tokenizer, after the model's own name.</summary>
    public const string TokenizerRole = "tokenizer";

    private readonly ModelBundle _bundle;

    private StageModel(ModelBundle bundle, BpeTokenizer tokenizer, Device device) => (_bundle, Tokenizer, Device) = (bundle, tokenizer, device);

    /// <summary>The roles of the components, after the model's own name.</summary>
    public static IReadOnlyList<string> Components { get; } =
    [
        ModelBundle.VisionComponent,
        ModelBundle.TextComponent,
        ModelBundle.LanguageComponent,
        ModelBundle.LoraComponent,
        ModelBundle.PromptComponent,
        ModelBundle.SafetyComponent,
        ModelBundle.DefenceComponent,
    ];

    /// <summary>The vision tower.</summary>
    public ClipVisionTower Vision => _bundle.Vision;

    /// <summary>The learned prompt of the text tower, or null.</summary>
    public LearnedPrompt? Prompt => _bundle.Prompt;

    /// <summary>Where its weights are, and its inputs must be.</summary>
    public Device Device { get; }

    /// <summary>The tokenizer of text tower and decoder.</summary>
    public BpeTokenizer Tokenizer { get; }

    /// <summary>Lends the model <c>&lt;prefix&gt;.*</c> of the item's inputs, kept warm by the digests of its parts.</summary>
    /// <param name="context">The item.</param>
    /// <param name="prefix">The model's name in its inputs.</param>
    /// <param name="numerics">The precision of its products; the item's own unless given.</param>
    public static WarmCache.Loan<StageModel> Borrow(StageContext context, string prefix, string? numerics = null)
    {
        string computed = numerics ?? context.Work.Numerics;
        string[] roles = [ConfigRole, .. Components, TokenizerRole];
        string digests = string.Join('+', roles.Select(role => context.Inputs.Find($"{prefix}.{role}")?.Artifact.Digest ?? "-"));
        return context.Warm.Borrow($"model:{computed}:{digests}", () => Load(context, prefix, computed));
    }

    /// <summary>Reads the configuration <c>&lt;prefix&gt;.config</c>.</summary>
    public static ModelConfig ReadConfig(IStageInputs inputs, string prefix) =>
        ModelConfig.FromJson(Encoding.UTF8.GetString(inputs.Read($"{prefix}.{ConfigRole}").Span), $"{prefix}.{ConfigRole}");

    /// <summary>Reads a tokenizer.</summary>
    public static BpeTokenizer ReadTokenizer(IStageInputs inputs, string role) =>
        BpeTokenizer.FromJson(Encoding.UTF8.GetString(inputs.Read(role).Span), role);

    /// <summary>Fills those components of a bundle that the inputs <c>&lt;prefix&gt;.*</c> have.</summary>
    public static void Fill(ModelBundle bundle, IStageInputs inputs, string prefix)
    {
        foreach (string component in bundle.Components.Keys)
        {
            if (inputs.Find($"{prefix}.{component}") is { } input)
            {
                using var scope = NewDisposeScope();
                bundle.LoadComponent(component, SafetensorsFile.Read(inputs.Read(input), input.Role));
            }
        }
    }

    /// <summary>The text tower.</summary>
    /// <exception cref="StageException">The model has none.</exception>
    public ClipTextTower NeedText() => _bundle.Text ?? throw Missing("text tower", "a model that began with a contrastive training");

    /// <summary>The projector and decoder.</summary>
    /// <exception cref="StageException">The model has none.</exception>
    public LanguageModel NeedLanguage() => _bundle.Language ?? throw Missing("decoder", "a model to which one was added (model.extend)");

    /// <inheritdoc/>
    public void Dispose() => _bundle.Dispose();

    private static StageModel Load(StageContext context, string prefix, string numerics)
    {
        ModelConfig config = ReadConfig(context.Inputs, prefix);
        var bundle = new ModelBundle(config, Numerics.Precision(numerics));
        try
        {
            Fill(bundle, context.Inputs, prefix);
            bundle.MoveTo(context.Device);
            bundle.Freeze();
            return new StageModel(bundle, ReadTokenizer(context.Inputs, $"{prefix}.{TokenizerRole}"), context.Device);
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    private static StageException Missing(string what, string use) => new($"The model has no {what}.", "model", $"Use {use}.");
}
