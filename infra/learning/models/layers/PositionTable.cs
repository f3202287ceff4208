using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Learned position embeddings, used whole or from the start.</summary>
internal sealed class PositionTable : nn.Module
{
    private Parameter weight;

    public PositionTable(long count, long width)
        : base(nameof(PositionTable)) => weight = Parameters.Add(this, "weight", count, width);

    public Parameter Weight => weight;
}
