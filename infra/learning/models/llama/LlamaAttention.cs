using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Causal grouped-query attention with rotary positions (Ainslie et al. 2023), the preceding RMSNorm's gain in q, k and v.</summary>
/// <remarks>Query heads that share a key head are stacked along the length, so keys and values are never repeated.</remarks>
internal sealed class LlamaAttention : nn.Module
{
    private readonly int _heads;
    private readonly int _groups;
    private readonly int _size;
    private readonly Func<Tensor> _gain;
    private readonly RotaryTable _rotary;
    private readonly PreparedWeights _prepared;
    private readonly Func<Tensor[]> _make;
    private readonly PrecisionLinear q_proj;
    private readonly PrecisionLinear k_proj;
    private readonly PrecisionLinear v_proj;
    private readonly PrecisionLinear o_proj;

    /// <param name="config">The shape.</param>
    /// <param name="gain">The gain of the preceding RMSNorm.</param>
    /// <param name="rotary">The rotary table, which all layers share.</param>
    /// <param name="prepared">The model's prepared weights.</param>
    public LlamaAttention(LlamaConfig config, Func<Tensor> gain, RotaryTable rotary, PreparedWeights prepared)
        : base(nameof(LlamaAttention))
    {
        _heads = config.KeyValueHeads;
        _groups = config.Heads / config.KeyValueHeads;
        _size = config.HeadSize;
        _gain = gain;
        _rotary = rotary;
        _prepared = prepared;
        _make = Make;
        q_proj = new PrecisionLinear(config.HiddenSize, config.Heads * _size, false, prepared);
        k_proj = new PrecisionLinear(config.HiddenSize, _heads * _size, false, prepared);
        v_proj = new PrecisionLinear(config.HiddenSize, _heads * _size, false, prepared);
        o_proj = new PrecisionLinear(config.Heads * _size, config.HiddenSize, false, prepared);
        register_module("q_proj", q_proj);
        register_module("k_proj", k_proj);
        register_module("v_proj", v_proj);
        register_module("o_proj", o_proj);
    }

    /// <summary>Every new position attends to itself and all earlier ones.</summary>
    /// <param name="x">[batch * length, width]: normed rows without gain.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="mask">Added to the scores, [length, earlier + length], or null when one position attends to all.</param>
    /// <param name="layer">This layer's place in <paramref name="cache"/>.</param>
    /// <param name="cache">Earlier positions, or null when there are none.</param>
    /// <returns>[batch * length, width] float32, a tensor of its own.</returns>
    public Tensor Apply(Tensor x, long batch, Tensor? mask, int layer, KeyValueCache? cache)
    {
        long length = x.shape[0] / batch;
        var joined = nn.functional.linear(_prepared.Operand(x), _prepared.Of(this, _make)[0]).view(batch, length, -1, _size);
        int queries = _heads * _groups;
        var turnedAndValues = joined.split([queries + _heads, _heads], 2);
        var turned = _rotary.Turn(PreparedWeights.Result(turnedAndValues[0]), cache?.Length ?? 0).split([queries, _heads], 2);
        var (keys, values) = (ByHead(turned[1]), ByHead(turnedAndValues[1]));
        if (cache is not null)
        {
            (keys, values) = cache.Append(layer, keys, values);
        }

        return Mix(Grouped(turned[0]), keys, values, mask?.repeat(_groups, 1), batch, length);
    }

    /// <summary>Only the wanted positions attend; every position is attended to.</summary>
    /// <param name="x">[batch * length, width]: normed rows without gain.</param>
    /// <param name="wanted">Which positions attend.</param>
    /// <param name="layer">This layer's place in <paramref name="cache"/>.</param>
    /// <param name="cache">Receives keys and values; holds no earlier positions.</param>
    /// <returns>[batch * wanted, width] float32.</returns>
    public Tensor ApplyAt(Tensor x, WantedRows wanted, int layer, KeyValueCache? cache)
    {
        long batch = wanted.Batch;
        var made = _prepared.Of(this, _make)[0];
        int queries = _heads * _groups * _size;
        x = _prepared.Operand(x);
        var query = nn.functional.linear(x.index_select(0, wanted.Flat), made.narrow(0, 0, queries));
        var pairs = nn.functional.linear(x, made.narrow(0, queries, 2 * _heads * _size)).view(batch, -1, 2, _heads, _size).unbind(2);
        var turnedQuery = _rotary.TurnAt(PreparedWeights.Result(query).view(batch, wanted.Count, -1, _size), wanted.Positions);
        var keys = ByHead(_rotary.Turn(PreparedWeights.Result(pairs[0]), 0));
        var values = ByHead(pairs[1]);
        if (cache is not null)
        {
            (keys, values) = cache.Append(layer, keys, values);
        }

        var mask = zeros_like(wanted.Hidden, ScalarType.Float32).masked_fill(wanted.Hidden, float.NegativeInfinity)
            .unsqueeze(1).expand(batch, _heads * _groups, -1, -1).reshape(batch * _heads, _groups * wanted.Count, -1);
        return Mix(Grouped(turnedQuery), keys, values, _prepared.Operand(mask), batch, wanted.Count);
    }

    private Tensor Mix(Tensor query, Tensor keys, Tensor values, Tensor? mask, long batch, long length)
    {
        var mixed = AttentionProduct.Mix(query, keys, values, mask, _prepared);
        var rows = mixed.view(batch, _heads * _groups, length, _size).transpose(1, 2).reshape(batch * length, -1);
        return PreparedWeights.Result(o_proj.Apply(rows));
    }

    // [batch, length, heads, size] to [batch * heads, length, size].
    private Tensor ByHead(Tensor x) => _prepared.Operand(x).transpose(1, 2).reshape(-1, x.shape[1], _size);

    // [batch, length, heads * groups, size] to [batch * heads, groups * length, size].
    private Tensor Grouped(Tensor x) => _prepared.Operand(x).transpose(1, 2).reshape(-1, _groups * x.shape[1], _size);

    private Tensor[] Make()
    {
        double scale = 1 / Math.Sqrt(_size);
        return [_prepared.Operand(cat([q_proj.Weight * scale, k_proj.Weight, v_proj.Weight]) * _gain())];
    }
}
