using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Multi-head self-attention: softmax(q k' / sqrt(d)) v (Vaswani et al. 2017, equation 1), then the output projection.</summary>
/// <remarks>q, k and v come from one product; 1/sqrt(d) goes into the prepared query weights.</remarks>
internal sealed class ClipAttention : nn.Module
{
    private readonly int _heads;
    private readonly int _size;
    private readonly PreparedWeights _prepared;
    private readonly Func<Tensor[]> _makeJoined;
    private readonly object _pooledKey = new();
    private readonly Func<Tensor[]> _makePooled;
    private readonly PrecisionLinear q_proj;
    private readonly PrecisionLinear k_proj;
    private readonly PrecisionLinear v_proj;
    private readonly PrecisionLinear out_proj;

    public ClipAttention(int width, int heads, PreparedWeights prepared)
        : base(nameof(ClipAttention))
    {
        _heads = heads;
        _size = width / heads;
        _prepared = prepared;
        _makeJoined = MakeJoined;
        _makePooled = MakePooled;
        q_proj = new PrecisionLinear(width, width, true, prepared, outputScale: 1 / Math.Sqrt(_size));
        k_proj = new PrecisionLinear(width, width, true, prepared);
        v_proj = new PrecisionLinear(width, width, true, prepared);
        out_proj = new PrecisionLinear(width, width, true, prepared);
        register_module("k_proj", k_proj);
        register_module("v_proj", v_proj);
        register_module("q_proj", q_proj);
        register_module("out_proj", out_proj);
    }

    /// <summary>Every position attends.</summary>
    /// <param name="x">[batch * length, width].</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="mask">Added to the scores, [length, length], or null; in the precision of products.</param>
    /// <returns>[batch * length, width] float32, a tensor of its own.</returns>
    public Tensor Apply(Tensor x, long batch, Tensor? mask)
    {
        long length = x.shape[0] / batch;
        var joined = _prepared.Of(this, _makeJoined);
        // Unbound before the heads move forward, so that the backward pass joins the three gradients in one copy.
        var parts = nn.functional.linear(_prepared.Operand(x), joined[0], joined[1]).view(batch, length, 3, _heads, _size).unbind(2);
        var mixed = AttentionProduct.Mix(Heads(parts[0]), Heads(parts[1]), Heads(parts[2]), mask, _prepared);
        var rows = mixed.view(batch, _heads, length, _size).transpose(1, 2).reshape(batch * length, _heads * _size);
        return PreparedWeights.Result(out_proj.Apply(rows));
    }

    /// <summary>One position per sequence attends. Keys and values are never formed: with k = W_k x + b_k, q'k = (W_k' q)'x plus a
    /// constant that the softmax ignores; and sum_t p_t (W_v x_t + b_v) = W_v (sum_t p_t x_t) + b_v, as p sums to 1.</summary>
    /// <param name="query">[batch, width]: the attending rows.</param>
    /// <param name="x">[batch, length, width]: what they attend to.</param>
    /// <param name="mask">Added to the scores, [batch, 1, length], or null.</param>
    /// <returns>[batch, width] float32.</returns>
    public Tensor ApplyPooled(Tensor query, Tensor x, Tensor? mask)
    {
        long batch = query.shape[0];
        var weights = _prepared.Of(_pooledKey, _makePooled);
        x = _prepared.Operand(x);
        var q = q_proj.Apply(query).view(batch, _heads, _size).transpose(0, 1).bmm(weights[0]).transpose(0, 1);
        var scores = PreparedWeights.Result(q.bmm(x.transpose(1, 2)));
        var weight = (mask is null ? scores : scores + mask).softmax(-1);
        var mixed = _prepared.Operand(weight).bmm(x).transpose(0, 1).bmm(weights[1]);
        var rows = mixed.transpose(0, 1).reshape(batch, _heads * _size) + weights[2];
        return PreparedWeights.Result(out_proj.Apply(rows));
    }

    private Tensor Heads(Tensor part) => part.transpose(1, 2).reshape(-1, part.shape[1], _size);

    private Tensor[] MakeJoined()
    {
        double scale = 1 / Math.Sqrt(_size);
        return
        [
            _prepared.Operand(cat([q_proj.Weight * scale, k_proj.Weight, v_proj.Weight])),
            _prepared.Operand(cat([q_proj.Bias! * scale, k_proj.Bias!, v_proj.Bias!])),
        ];
    }

    private Tensor[] MakePooled() =>
    [
        _prepared.Operand(k_proj.Weight.view(_heads, _size, -1)),
        _prepared.Operand(v_proj.Weight.view(_heads, _size, -1).transpose(1, 2)),
        _prepared.Operand(v_proj.Bias!),
    ];
}
