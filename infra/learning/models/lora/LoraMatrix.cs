using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>One of the two matrices of an adapter, named as PEFT names it.</summary>
internal sealed class LoraMatrix : nn.Module
{
    private Parameter weight;

    public LoraMatrix(long rows, long columns)
        : base(nameof(LoraMatrix)) => weight = Parameters.Add(this, "weight", rows, columns);

    public Parameter Weight => weight;
}
