using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The attacked function: normalisation and everything behind it, from pixels to a number per sample that the attack makes as large as it can.</summary>
/// <param name="pixels">Float32 [batch, channels, height, width]; at a random start it may leave [0, 1] by up to the radius.</param>
public delegate LossAndVerdict PerSampleLoss(Tensor pixels);

/// <summary>What one forward pass of the attacked function tells. A plain loss converts to it.</summary>
/// <param name="Loss">Float32 [batch]; entry i depends on image i alone, or attacks would depend on batching.</param>
/// <param name="StillCorrect">Bool [batch]: whether the model still answers rightly; null when only the loss is of interest.</param>
public readonly record struct LossAndVerdict(Tensor Loss, Tensor? StillCorrect = null)
{
    /// <summary>A loss without a verdict.</summary>
    public static implicit operator LossAndVerdict(Tensor loss) => new(loss);
}
