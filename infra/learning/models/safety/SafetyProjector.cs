using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The safety projector: Honeybee's C-Abstractor (Cha et al. 2024), convolutions over the grid of patches, pooling to a smaller grid,
/// convolutions again, and a readout into the decoder's width.</summary>
internal sealed class SafetyProjector : nn.Module
{
    private readonly int _side;
    private readonly PrecisionLinear input;
    private readonly ModuleList<ConvolutionBlock> before;
    private readonly ModuleList<ConvolutionBlock> after;
    private readonly ModuleList<PrecisionLinear> readout;

    public SafetyProjector(SafetyModulesConfig config, int vision, int width, PreparedWeights prepared)
        : base(nameof(SafetyProjector))
    {
        _side = config.Side;
        input = new PrecisionLinear(vision, width, true, prepared);
        before = new ModuleList<ConvolutionBlock>([.. Enumerable.Range(0, config.Depth).Select(_ => new ConvolutionBlock(width))]);
        after = new ModuleList<ConvolutionBlock>([.. Enumerable.Range(0, config.Depth).Select(_ => new ConvolutionBlock(width))]);
        readout = new ModuleList<PrecisionLinear>([.. Enumerable.Range(0, config.ReadoutDepth).Select(_ => new PrecisionLinear(width, width, true, prepared))]);
        register_module("input", input);
        register_module("before", before);
        register_module("after", after);
        register_module("readout", readout);
    }

    /// <param name="features">[batch, patches, vision width].</param>
    /// <returns>[batch, side * side, width] float32.</returns>
    public Tensor Apply(Tensor features)
    {
        long batch = features.shape[0], grid = (long)Math.Sqrt(features.shape[1]);
        Tensor x = PreparedWeights.Result(input.Apply(features.reshape(-1, features.shape[2])));
        x = x.view(batch, grid, grid, -1).permute(0, 3, 1, 2);
        x = before.Aggregate(x, (now, block) => block.Apply(now));
        if (grid != _side)
        {
            x = nn.functional.interpolate(x, [_side, _side], mode: InterpolationMode.Area);
        }

        x = after.Aggregate(x, (now, block) => block.Apply(now));
        Tensor rows = x.permute(0, 2, 3, 1).reshape(batch * _side * _side, -1);
        for (int i = 0; i < readout.Count; i++)
        {
            rows = PreparedWeights.Result(readout[i].Apply(i == 0 ? rows : rows.silu()));
        }

        return rows.view(batch, _side * _side, -1);
    }
}
