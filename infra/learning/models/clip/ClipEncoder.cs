using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The stack of layers of a CLIP tower, of which only the needed ones are run.</summary>
internal sealed class ClipEncoder : nn.Module
{
    private readonly PreparedWeights _prepared;
    private readonly ModuleList<ClipLayer> layers;

    public ClipEncoder(int count, int width, int inner, int heads, string activation, double epsilon, PreparedWeights prepared)
        : base(nameof(ClipEncoder))
    {
        _prepared = prepared;
        layers = new ModuleList<ClipLayer>(
            [.. Enumerable.Range(0, count).Select(_ => new ClipLayer(width, inner, heads, activation, epsilon, prepared))]);
        register_module("layers", layers);
    }

    public int Count => layers.Count;

    /// <summary>Runs layers <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive).</summary>
    public Tensor Apply(Tensor x, long batch, int from, int to, Tensor? mask = null)
    {
        for (int i = from; i < to; i++)
        {
            ClipLayer layer = layers[i];
            x = Recomputation.Run(_prepared, layer, (input, constant) => layer.Apply(input, batch, constant), x, mask);
        }

        return x;
    }

    /// <summary>The last layer, at one position per sequence: see <see cref="ClipLayer.ApplyPooled"/>.</summary>
    public Tensor ApplyLastPooled(Tensor x, Tensor rows, Tensor? mask = null) => layers[Count - 1].ApplyPooled(x, rows, mask);
}
