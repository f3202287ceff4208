using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>The shape of new safety modules; levels and types are those of the data's policy. Published sizes stand in the remarks of each.</summary>
public sealed record SafetyModuleParameters
{
    /// <summary>Learned tokens.</summary>
    [Description("Learned tokens in each of two sets: one before what the safety head looks at, one before the decoder's image; published: 64.")]
    [Bounds(1, 4096, Unit = "tokens")]
    public int Tokens { get; init; } = 8;

    /// <summary>Side of the safety projector's grid.</summary>
    [Description("Side of the grid of features that the safety projector gives; that of the tower's patches unless given. Published: 24.")]
    [Bounds(1, 256)]
    public int? Side { get; init; }

    /// <summary>Blocks of the safety projector.</summary>
    [Description("Convolution blocks of the safety projector before its pooling, and as many behind it; published: 3.")]
    [Bounds(0, 64)]
    public int Depth { get; init; } = 3;

    /// <summary>Layers behind them.</summary>
    [Description("Linear layers behind the blocks; published: 2.")]
    [Bounds(1, 16)]
    public int ReadoutDepth { get; init; } = 2;

    /// <summary>Heads of the safety head.</summary>
    [Description("Attention heads of the safety head; the decoder's width is a multiple of it. Published: 8.")]
    [Bounds(1, 1024)]
    public int Heads { get; init; } = 8;

    /// <summary>What the classifiers see.</summary>
    [Description("Which of the safety head's outputs the classifiers see: that of the prompt's first token (as published), or the mean.")]
    public ConceptPooling Pooling { get; init; }

    internal SafetyModulesConfig Config(LlavaConfig model, DatasetDescription dataset) => new(
        SafetyPolicy.Levels, Policy(dataset).Types, Tokens, Side ?? (int)Math.Sqrt(model.Vision.Patches), Depth, ReadoutDepth, Heads, Pooling);

    /// <exception cref="StageException">The data have no policy.</exception>
    internal static SafetyPolicy Policy(DatasetDescription dataset) => dataset.Safety ?? throw new StageException(
        "The data have no risk levels and types.", "model.safety", "Set safety in the preprocessing stage.");
}
