using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>PSA-VLM's safety modules (Liu et al. 2024), a concept bottleneck beside a vision-language model: safety tokens, projector and head. The head says
/// how risky an image is and in which way; from that follows the hint that the decoder gets.</summary>
public sealed class SafetyModules : ModelComponent
{
    private readonly SafetyProjector safety_projector;
    private readonly ConceptHead safety_head;
    private Parameter safety_tokens_head;
    private Parameter safety_tokens_decoder;

    internal SafetyModules(SafetyModulesConfig config, LlavaConfig model, ComputePrecision precision)
        : base("safety", precision)
    {
        Config = config.Checked(model);
        int width = model.Text.HiddenSize;
        safety_projector = new SafetyProjector(config, model.Vision.HiddenSize, width, Prepared);
        safety_head = new ConceptHead(config, width, Prepared);
        register_module("safety_projector", safety_projector);
        register_module("safety_head", safety_head);
        safety_tokens_head = Parameters.Add(this, "safety_tokens_head", config.Tokens, width);
        safety_tokens_decoder = Parameters.Add(this, "safety_tokens_decoder", config.Tokens, width);
    }

    /// <summary>What they were made from.</summary>
    public SafetyModulesConfig Config { get; private set; }

    /// <summary>Whether hints are given; trainings of the modules themselves go without.</summary>
    public bool GivesHints { get; set; } = true;

    /// <summary>The learned tokens that stand before the decoder's image, [tokens, width].</summary>
    internal Tensor DecoderTokens => safety_tokens_decoder;

    /// <summary>Changes how answers are steered; the weights stay.</summary>
    internal void Steer(SafetyControl control, LlavaConfig model) => Config = (Config with { Control = control }).Checked(model);

    /// <summary>Risk level and type.</summary>
    /// <param name="features">The images' patch features, [batch, patches, vision width].</param>
    /// <param name="text">The decoder's embeddings of the prompts' tokens, [batch, tokens, width].</param>
    /// <param name="mask">1 for tokens of the prompt, else 0; float32 [batch, tokens].</param>
    internal RiskLogits Risk(Tensor features, Tensor text, Tensor mask)
    {
        using var scope = NewDisposeScope();
        Tensor tokens = safety_tokens_head.unsqueeze(0).expand(features.shape[0], -1, -1);
        RiskLogits logits = safety_head.Apply(text, mask, cat([tokens, safety_projector.Apply(features)], 1));
        return new RiskLogits(logits.Level.MoveToOuterDisposeScope(), logits.Type.MoveToOuterDisposeScope());
    }

    /// <summary>Fills the weights with start values: tokens normal with 0.02, others normal with 1 / sqrt(inputs), norms 1, biases 0.</summary>
    /// <param name="seed">The seed; equal seeds give equal weights.</param>
    public void Initialise(ulong seed)
    {
        IReadOnlyDictionary<string, Parameter> weights = Weights();
        SeededWeights.Fill(named_parameters(), seed, name =>
            name.Contains("norm", StringComparison.Ordinal) || name.EndsWith("bias", StringComparison.Ordinal) ? null
            : name.StartsWith("safety_tokens", StringComparison.Ordinal) ? 0.02
            : Math.Sqrt(weights[name].shape[0] / (double)weights[name].numel()));
        Prepared.Clear();
    }
}
