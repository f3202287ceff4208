using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>One pre-norm transformer layer of CLIP: x + attention(LN(x)), then + MLP(LN(.)).</summary>
internal sealed class ClipLayer : nn.Module
{
    private readonly ClipAttention self_attn;
    private readonly FloatLayerNorm layer_norm1;
    private readonly ClipMlp mlp;
    private readonly FloatLayerNorm layer_norm2;

    public ClipLayer(int width, int inner, int heads, string activation, double epsilon, PreparedWeights prepared)
        : base(nameof(ClipLayer))
    {
        self_attn = new ClipAttention(width, heads, prepared);
        layer_norm1 = new FloatLayerNorm(width, epsilon);
        mlp = new ClipMlp(width, inner, activation, prepared);
        layer_norm2 = new FloatLayerNorm(width, epsilon);
        register_module("self_attn", self_attn);
        register_module("layer_norm1", layer_norm1);
        register_module("mlp", mlp);
        register_module("layer_norm2", layer_norm2);
    }

    /// <param name="x">[batch * length, width] float32; left as it is.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="mask">Added to the attention scores, [length, length], or null.</param>
    public Tensor Apply(Tensor x, long batch, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        // Added into the product's own result: one pass over memory less, and nothing that the backward pass needs is overwritten.
        x = self_attn.Apply(layer_norm1.Apply(x), batch, mask).add_(x);
        return mlp.Apply(layer_norm2.Apply(x)).add_(x).MoveToOuterDisposeScope();
    }

    /// <summary>The layer's output at one position per sequence only.</summary>
    /// <param name="x">[batch, length, width] float32.</param>
    /// <param name="rows">Index of the wanted position of each sequence in the flattened [batch * length].</param>
    /// <param name="mask">Added to the attention scores, [batch, 1, length], or null.</param>
    /// <returns>[batch, width].</returns>
    public Tensor ApplyPooled(Tensor x, Tensor rows, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        long width = x.shape[2];
        var normed = layer_norm1.Apply(x);
        var query = normed.view(-1, width).index_select(0, rows);
        var pooled = self_attn.ApplyPooled(query, normed, mask).add_(x.view(-1, width).index_select(0, rows));
        return mlp.Apply(layer_norm2.Apply(pooled)).add_(pooled).MoveToOuterDisposeScope();
    }
}
