namespace Rampart.Learning.Attacks;

/// <summary>What an attack saw on one sample: the raw material of the gradient-masking flags (methods, section 11.7).</summary>
/// <param name="SampleId">The sample.</param>
/// <param name="InitialLoss">Loss at the start.</param>
/// <param name="FinalLoss">Loss at the last image that was evaluated.</param>
/// <param name="LargestLoss">Largest loss on the way.</param>
/// <param name="SmallestLoss">Smallest loss on the way.</param>
/// <param name="NonFiniteGradients">Gradient entries that were not finite, over all steps; they were taken as zero.</param>
/// <param name="ZeroGradientSteps">Steps at which the whole gradient was zero.</param>
/// <param name="StillCorrect">Whether the model answered rightly throughout; null if it was not asked.</param>
public sealed record PerSampleAttackReport(
    ulong SampleId,
    float InitialLoss,
    float FinalLoss,
    float LargestLoss,
    float SmallestLoss,
    long NonFiniteGradients,
    int ZeroGradientSteps,
    bool? StillCorrect)
{
    /// <summary>How much the attack gained over its start.</summary>
    public float Gain => LargestLoss - InitialLoss;

    /// <summary>What two attacks on the sample saw together: losses of the one that felled it, else of this one; defects of both.</summary>
    /// <param name="later">The attack that came after this one.</param>
    /// <param name="hasFelled">Whether it felled the sample.</param>
    public PerSampleAttackReport Then(PerSampleAttackReport later, bool hasFelled) => (hasFelled ? later : this) with
    {
        NonFiniteGradients = NonFiniteGradients + later.NonFiniteGradients,
        ZeroGradientSteps = ZeroGradientSteps + later.ZeroGradientSteps,
    };

    /// <summary>Whether the loss did not move along the whole path (relative to its size, at the resolution of float32): a sign of masked gradients.</summary>
    public bool IsFlat => LargestLoss - SmallestLoss <= 1e-6f * Math.Max(1f, Math.Abs(InitialLoss));
}
