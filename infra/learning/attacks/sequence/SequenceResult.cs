using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The outcome of a sequence of attacks on a set of samples.</summary>
/// <param name="Pixels">Float32 images inside the budget: per sample the one that felled it, else the first attack's. The tensor belongs to the
/// caller's dispose scope.</param>
/// <param name="FelledBy">The name of the attack that felled each sample; null for one that stands.</param>
/// <param name="Reports">What the attacks saw, per sample.</param>
public sealed record SequenceResult(Tensor Pixels, IReadOnlyList<string?> FelledBy, IReadOnlyList<PerSampleAttackReport> Reports);
