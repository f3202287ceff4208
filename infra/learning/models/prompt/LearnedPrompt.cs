using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Learned context tokens in place of a template's words (AdvPT, Zhang et al. 2023; after CoOp): a class's text is the context, then its name.</summary>
public sealed class LearnedPrompt : ModelComponent
{
    private const double StartDeviation = 0.02;

    // Named as it is stored.
    private Parameter prompt_context;

    internal LearnedPrompt(LearnedPromptConfig config, ClipTextConfig text)
        : base("prompt", ComputePrecision.Float32)
    {
        Config = config.Checked(text);
        prompt_context = Parameters.Add(this, "prompt_context", config.Tokens, text.HiddenSize);
    }

    /// <summary>What it was made from.</summary>
    public LearnedPromptConfig Config { get; }

    /// <summary>The context's embeddings, [tokens, text width].</summary>
    public Tensor Context => prompt_context;

    /// <summary>Fills the context with start values, normal with 0.02.</summary>
    /// <param name="seed">The seed; equal seeds give equal values.</param>
    public void Initialise(ulong seed)
    {
        SeededWeights.Fill(named_parameters(), seed, _ => StartDeviation);
        Prepared.Clear();
    }
}
