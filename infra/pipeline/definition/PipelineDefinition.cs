using Rampart.Pipeline.Comparison;
using Rampart.Pipeline.Triggers;

namespace Rampart.Pipeline;

/// <summary>A valid pipeline: what a run executes.</summary>
/// <param name="Name">Its name, part of run ids.</param>
/// <param name="Seed">All randomness derives from it.</param>
/// <param name="Precision">As the file says it; the run decides what <c>auto</c> means on its machine.</param>
/// <param name="Stages">The flat stages; each stands after those it refers to, otherwise in the order of the file.</param>
/// <param name="Publish">The flat name of the stage whose model is the run's result, if any.</param>
/// <param name="ResolvedYaml">The pipeline with overrides applied and all defaults filled in; reading it gives an equal pipeline.</param>
/// <param name="Digest">SHA-256 of <paramref name="ResolvedYaml"/> in UTF-8, 64 lowercase hexadecimal digits.</param>
public sealed record PipelineDefinition(
    string Name,
    ulong Seed,
    Precision Precision,
    IReadOnlyList<PipelineStage> Stages,
    string? Publish,
    string ResolvedYaml,
    string Digest)
{
    /// <summary>Where everything is computed, a <see cref="DeviceWord"/>, as the file says it; the run decides what <c>auto</c> means on its machine.</summary>
    public string Device { get; init; } = DeviceWord.Auto;

    /// <summary>Whether GPUs use only kernels that repeat themselves bit for bit.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>The share of items that are computed again by another worker and compared, from 0 to 1. It is part of no execution key.</summary>
    public double VerifyShare { get; init; }

    /// <summary>What becomes of the run's model; null when nothing is said.</summary>
    public PromotionRule? Promotion { get; init; }

    /// <summary>What starts runs of it by themselves; null when nothing does. It is part of no execution key.</summary>
    public TriggerParameters? Triggers { get; init; }

    /// <summary>The table over all evaluated models; null when none is wanted. It is part of no execution key.</summary>
    public ComparisonParameters? Comparison { get; init; }
}
