using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>CLIP's vision tower (Radford et al. 2021). Takes pixels in [0,1] and normalises them itself, so that a perturbation of the
/// pixels is attacked through the normalisation.</summary>
public sealed class ClipVisionTower : ModelComponent
{
    private readonly ClipVisionTransformer vision_model;
    private readonly PrecisionLinear visual_projection;

    /// <summary>Builds a tower with zero weights; load or <see cref="Initialise"/> them.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="normalization">Mean and deviation per channel.</param>
    /// <param name="precision">The precision of products.</param>
    /// <param name="featureLayer">Which hidden state <see cref="PatchFeatures"/> gives; 0 is the first layer's input, negative counts from the end.</param>
    /// <param name="keepClassToken">Whether the class token stays among the patch features (LLaVA's <c>full</c>).</param>
    /// <exception cref="ModelConfigException">The configuration contradicts itself.</exception>
    public ClipVisionTower(
        ClipVisionConfig config,
        ImageNormalization normalization,
        ComputePrecision precision = ComputePrecision.Float32,
        int featureLayer = -2,
        bool keepClassToken = false)
        : base("vision", precision)
    {
        Config = config.Checked("vision_config");
        Normalization = normalization.Checked(config.Channels, "preprocessor_config.json");
        FeatureLayers = featureLayer < 0 ? config.Layers + 1 + featureLayer : featureLayer;
        if (FeatureLayers < 0 || FeatureLayers > config.Layers)
        {
            throw new ModelConfigException(
                $"'vision_feature_layer' is {featureLayer}; a tower of {config.Layers} layers has hidden states {-config.Layers - 1} to {config.Layers}.");
        }

        KeepsClassToken = keepClassToken;
        vision_model = new ClipVisionTransformer(config, normalization, Prepared);
        visual_projection = new PrecisionLinear(config.HiddenSize, config.ProjectionSize, false, Prepared);
        register_module("vision_model", vision_model);
        register_module("visual_projection", visual_projection);
    }

    /// <summary>The shape.</summary>
    public ClipVisionConfig Config { get; }

    /// <summary>Mean and deviation per channel.</summary>
    public ImageNormalization Normalization { get; }

    /// <summary>How many layers run before the patch features are read.</summary>
    public int FeatureLayers { get; }

    /// <summary>Whether the class token stays among the patch features.</summary>
    public bool KeepsClassToken { get; }

    /// <summary>The hidden state that a language model reads; later layers are not run.</summary>
    /// <param name="pixels">[batch, channels, size, size] float32 in [0,1].</param>
    /// <returns>[batch, patches, width] float32.</returns>
    public Tensor PatchFeatures(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        long batch = pixels.shape[0];
        return Patches(vision_model.Encoder.Apply(Start(pixels), batch, 0, FeatureLayers), batch).MoveToOuterDisposeScope();
    }

    /// <summary>The projected class token, not normalised.</summary>
    /// <param name="pixels">[batch, channels, size, size] float32 in [0,1].</param>
    /// <returns>[batch, projection] float32.</returns>
    public Tensor Embed(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        long batch = pixels.shape[0];
        var x = vision_model.Encoder.Apply(Start(pixels), batch, 0, vision_model.Encoder.Count - 1);
        return Project(LastPooled(x, batch)).MoveToOuterDisposeScope();
    }

    /// <summary><see cref="PatchFeatures"/> and <see cref="Embed"/> in one pass.</summary>
    /// <param name="pixels">[batch, channels, size, size] float32 in [0,1].</param>
    public VisionFeatures Encode(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        long batch = pixels.shape[0];
        int beforeLast = vision_model.Encoder.Count - 1;
        var x = vision_model.Encoder.Apply(Start(pixels), batch, 0, FeatureLayers);
        var patches = Patches(x, batch);
        var pooled = FeatureLayers > beforeLast
            ? x.view(batch, -1, Config.HiddenSize).select(1, 0)
            : LastPooled(vision_model.Encoder.Apply(x, batch, FeatureLayers, beforeLast), batch);
        return new VisionFeatures(patches.MoveToOuterDisposeScope(), Project(pooled).MoveToOuterDisposeScope());
    }

    /// <summary>Fills the weights with CLIP's start values.</summary>
    /// <param name="seed">The seed; equal seeds give equal weights.</param>
    public void Initialise(ulong seed)
    {
        SeededWeights.Fill(named_parameters(), seed, name => ClipStartValues.Deviation(name, Config.HiddenSize, Config.Layers));
        Prepared.Clear();
    }

    private Tensor Start(Tensor pixels) =>
        vision_model.PreNorm.Apply(vision_model.Embeddings.Apply(pixels)).view(-1, Config.HiddenSize);

    private Tensor Patches(Tensor x, long batch)
    {
        var tokens = x.view(batch, -1, Config.HiddenSize);
        return KeepsClassToken ? tokens : tokens.narrow(1, 1, Config.Patches);
    }

    private Tensor LastPooled(Tensor x, long batch)
    {
        var tokens = x.view(batch, -1, Config.HiddenSize);
        long length = tokens.shape[1];
        var rows = arange(0, batch * length, length, ScalarType.Int64, x.device);
        return vision_model.Encoder.ApplyLastPooled(tokens, rows);
    }

    private Tensor Project(Tensor pooled) => PreparedWeights.Result(visual_projection.Apply(vision_model.PostNorm.Apply(pooled)));
}
