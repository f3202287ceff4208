using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Token table, layers and final norm (<c>model</c>).</summary>
internal sealed class LlamaTransformer : nn.Module
{
    private readonly PreparedWeights _prepared;
    private readonly RmsNorm norm;
    private readonly ModuleList<LlamaLayer> layers;
    private readonly Embedding embed_tokens;

    public LlamaTransformer(LlamaConfig config, RotaryTable rotary, PreparedWeights prepared)
        : base(nameof(LlamaTransformer))
    {
        _prepared = prepared;
        embed_tokens = nn.Embedding(config.VocabularySize, config.HiddenSize);
        layers = new ModuleList<LlamaLayer>(
            [.. Enumerable.Range(0, config.Layers).Select(i => new LlamaLayer(i, config, rotary, prepared))]);
        norm = new RmsNorm(config.HiddenSize, config.RmsNormEpsilon);
        register_module("embed_tokens", embed_tokens);
        register_module("layers", layers);
        register_module("norm", norm);
    }

    public RmsNorm Norm => norm;

    /// <summary>The token table's weights, [vocabulary, width].</summary>
    public Tensor Table => embed_tokens.weight!;

    /// <param name="ids">Any shape, int64.</param>
    public Tensor Embed(Tensor ids) => embed_tokens.forward(ids);

    /// <summary>All layers but the last for every position, the last for the wanted ones.</summary>
    /// <param name="x">[batch * length, width].</param>
    /// <param name="wanted">Where the output is wanted.</param>
    /// <param name="mask">Added to the scores, [length, length].</param>
    /// <param name="cache">Receives keys and values, or null.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    /// <returns>[batch * wanted, width], not yet normed.</returns>
    public Tensor Apply(Tensor x, WantedRows wanted, Tensor mask, KeyValueCache? cache, IHiddenShift? shift)
    {
        int last = layers.Count - 1;
        long batch = wanted.Batch;
        for (int i = 0; i < last; i++)
        {
            LlamaLayer layer = layers[i];
            x = cache is null
                ? Recomputation.Run(_prepared, layer, (input, constant) => layer.Apply(input, batch, constant, null), x, mask)
                : layer.Apply(x, batch, mask, cache);
            shift?.Seen(i, x.view(wanted.Batch, wanted.Length, -1), wanted.ByBatch);
            x = Shifted(x, wanted.Batch, shift?.Behind(i, 0, wanted.Length));
        }

        x = layers[last].ApplyAt(x, wanted, cache);
        shift?.Seen(last, x.view(wanted.Batch, wanted.Count, -1), wanted.ByBatch);
        return shift?.Behind(last, 0, wanted.Length) is { } added
            ? x + added.expand(wanted.Batch, wanted.Length, x.shape[1]).reshape(-1, x.shape[1]).index_select(0, wanted.Flat)
            : x;
    }

    /// <summary>One further position per sequence.</summary>
    /// <param name="x">[batch, width].</param>
    /// <param name="cache">The earlier positions.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    public Tensor Step(Tensor x, KeyValueCache cache, IHiddenShift? shift)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            x = Shifted(layers[i].Apply(x, x.shape[0], null, cache), x.shape[0], shift?.Behind(i, cache.Length, 1));
        }

        return x;
    }

    private static Tensor Shifted(Tensor x, long batch, Tensor? added) => added is null ? x : (x.view(batch, -1, x.shape[1]) + added).view(x.shape);
}
