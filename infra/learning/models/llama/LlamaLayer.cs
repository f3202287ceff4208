using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>One decoder layer: x + attention(norm(x)), then + MLP(norm(.)).</summary>
internal sealed class LlamaLayer : nn.Module
{
    private readonly int _index;
    private readonly LlamaAttention self_attn;
    private readonly LlamaMlp mlp;
    private readonly RmsNorm input_layernorm;
    private readonly RmsNorm post_attention_layernorm;

    public LlamaLayer(int index, LlamaConfig config, RotaryTable rotary, PreparedWeights prepared)
        : base(nameof(LlamaLayer))
    {
        _index = index;
        input_layernorm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon);
        post_attention_layernorm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon);
        self_attn = new LlamaAttention(config, () => input_layernorm.Gain, rotary, prepared);
        mlp = new LlamaMlp(config, () => post_attention_layernorm.Gain, prepared);
        register_module("self_attn", self_attn);
        register_module("mlp", mlp);
        register_module("input_layernorm", input_layernorm);
        register_module("post_attention_layernorm", post_attention_layernorm);
    }

    /// <summary>Every position: see <see cref="LlamaAttention.Apply"/>.</summary>
    public Tensor Apply(Tensor x, long batch, Tensor? mask, KeyValueCache? cache)
    {
        using var scope = NewDisposeScope();
        return Finish(self_attn.Apply(input_layernorm.Apply(x), batch, mask, _index, cache).add_(x)).MoveToOuterDisposeScope();
    }

    /// <summary>The wanted positions only: see <see cref="LlamaAttention.ApplyAt"/>.</summary>
    public Tensor ApplyAt(Tensor x, WantedRows wanted, KeyValueCache? cache)
    {
        using var scope = NewDisposeScope();
        var attended = self_attn.ApplyAt(input_layernorm.Apply(x), wanted, _index, cache);
        return Finish(attended.add_(x.index_select(0, wanted.Flat))).MoveToOuterDisposeScope();
    }

    private Tensor Finish(Tensor x) => mlp.Apply(post_attention_layernorm.Apply(x)).add_(x);
}
