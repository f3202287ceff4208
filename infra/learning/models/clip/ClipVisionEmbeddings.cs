using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Pixels to tokens: patch convolution, class token, positions.</summary>
/// <remarks>The stride equals the kernel, so the convolution is one product over cut-out patches. Normalisation (p - mean) / std is linear
/// and goes into the weights. This product stays in float32 in every precision: bfloat16 would round pixels in [0,1] to steps of
/// up to 1/256, the size of the perturbations under study.</remarks>
internal sealed class ClipVisionEmbeddings : nn.Module
{
    private readonly ClipVisionConfig _config;
    private readonly PreparedWeights _prepared;
    private readonly Func<Tensor[]> _make;
    private readonly float[] _mean;
    private readonly float[] _inverseStd;
    private Parameter class_embedding;
    private readonly PatchKernel patch_embedding;
    private readonly PositionTable position_embedding;

    public ClipVisionEmbeddings(ClipVisionConfig config, ImageNormalization normalization, PreparedWeights prepared)
        : base(nameof(ClipVisionEmbeddings))
    {
        _config = config;
        _prepared = prepared;
        _make = Make;
        _mean = [.. normalization.Mean.Select(value => (float)value)];
        _inverseStd = [.. normalization.Std.Select(value => (float)(1 / value))];
        class_embedding = Parameters.Add(this, "class_embedding", config.HiddenSize);
        patch_embedding = new PatchKernel(config.HiddenSize, config.Channels, config.PatchSize);
        position_embedding = new PositionTable(config.Patches + 1, config.HiddenSize);
        register_module("patch_embedding", patch_embedding);
        register_module("position_embedding", position_embedding);
    }

    /// <param name="pixels">[batch, channels, size, size] float32 in [0,1].</param>
    /// <returns>[batch, 1 + patches, width].</returns>
    public Tensor Apply(Tensor pixels)
    {
        long batch = Checked(pixels);
        long channels = _config.Channels;
        long patch = _config.PatchSize;
        long grid = _config.ImageSize / patch;
        if (grid * patch != _config.ImageSize)
        {
            pixels = pixels.narrow(2, 0, grid * patch).narrow(3, 0, grid * patch);
        }

        var cut = pixels.reshape(batch, channels, grid, patch, grid, patch).permute(0, 2, 4, 1, 3, 5)
            .reshape(batch * grid * grid, channels * patch * patch);
        var made = _prepared.Of(this, _make);
        var tokens = nn.functional.linear(cut, made[0]).view(batch, grid * grid, -1);
        return cat([made[1].expand(batch, 1, -1), tokens], 1).add_(made[2]);
    }

    private long Checked(Tensor pixels)
    {
        long[] shape = pixels.shape;
        return shape.Length == 4 && shape[1] == _config.Channels && shape[2] == _config.ImageSize && shape[3] == _config.ImageSize
            ? shape[0]
            : throw new ArgumentException(
                $"Pixels have shape [{string.Join(", ", shape)}]; this tower takes [batch, {_config.Channels}, {_config.ImageSize}, {_config.ImageSize}].",
                nameof(pixels));
    }

    private Tensor[] Make()
    {
        Tensor kernel = patch_embedding.Weight;
        var device = kernel.device;
        using var scope = NewDisposeScope();
        var scaled = kernel * tensor(_inverseStd).to(device).view(1, -1, 1, 1);
        var offset = (scaled * tensor(_mean).to(device).view(1, -1, 1, 1)).sum([1, 2, 3]);
        // The class token's row of the position table has no patch, hence no offset.
        var shift = cat([zeros_like(offset).unsqueeze(0), offset.unsqueeze(0).expand(_config.Patches, -1)]);
        Tensor[] made = [scaled.view(_config.HiddenSize, -1), class_embedding.view(1, 1, -1), position_embedding.Weight - shift];
        foreach (var tensor in made)
        {
            tensor.MoveToOuterDisposeScope();
        }

        return made;
    }
}
