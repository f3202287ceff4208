using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>LLaVA-1.5's projector from patch features to the decoder's embeddings: linear, GELU, linear.</summary>
internal sealed class Projector : nn.Module
{
    private readonly PrecisionLinear linear_1;
    private readonly PrecisionLinear linear_2;

    public Projector(int vision, int text, PreparedWeights prepared)
        : base(nameof(Projector))
    {
        linear_1 = new PrecisionLinear(vision, text, true, prepared);
        linear_2 = new PrecisionLinear(text, text, true, prepared);
        register_module("linear_1", linear_1);
        register_module("linear_2", linear_2);
    }

    /// <param name="features">[batch, patches, vision width].</param>
    /// <returns>[batch, patches, text width] float32.</returns>
    public Tensor Apply(Tensor features)
    {
        long batch = features.shape[0];
        var rows = linear_1.Apply(features.reshape(-1, features.shape[2]));
        return PreparedWeights.Result(linear_2.Apply(nn.functional.gelu(rows))).view(batch, features.shape[1], -1);
    }
}
