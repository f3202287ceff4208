using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>Which run a report is about, and on what it ran.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="PipelineDigest">SHA-256 of the resolved pipeline.</param>
/// <param name="CodeVersion">The version of Rampart.</param>
/// <param name="Numerics">The declared numerics, such as <c>cpu-float32</c>.</param>
/// <param name="Fingerprint">The machine's numerics.</param>
/// <param name="Seed">The pipeline's seed.</param>
/// <param name="StartedAt">When the run started.</param>
/// <param name="Duration">From its start to its end.</param>
public sealed record RunIdentity(
    string Id, string Pipeline, string PipelineDigest, string CodeVersion, string Numerics, NumericsFingerprint Fingerprint,
    ulong Seed, DateTimeOffset StartedAt, TimeSpan Duration)
{
    /// <summary>What started it by itself, in words; null when somebody did with a command.</summary>
    public string? Trigger { get; init; }

    /// <summary>How many results other workers verified, in words; null when none was.</summary>
    public string? Verification { get; init; }

    /// <summary>What became of the run's model; null when nothing was to.</summary>
    public PromotionDecided? Promotion { get; init; }
}
