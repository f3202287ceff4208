using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>
/// Keeps the books for an attack that is written outside of this library: every image that is tried is brought into the budget first, the best one per sample
/// is kept, losses and gradients that are not numbers are counted, and the result's budget is asserted.
/// </summary>
public sealed class AttackRecorder
{
    private readonly PerSampleLoss _loss;
    private readonly AttackBudget _budget;
    private readonly PerturbationBall _ball;
    private readonly BestImages _best;
    private readonly AttackTrace _trace;

    /// <summary>Tries the start. Make it in the scope in which <see cref="Result"/> is called, not in that of a step.</summary>
    /// <param name="loss">The attacked function.</param>
    /// <param name="batch">The images; the start is their own, or the clean ones.</param>
    /// <param name="budget">The ball.</param>
    public AttackRecorder(PerSampleLoss loss, AttackBatch batch, AttackBudget budget)
    {
        (_loss, _budget, _ball, Clean) = (loss, budget, PerturbationBall.Of(budget), batch.Clean.detach());
        Tensor start = batch.Start is null ? Clean : Inside(Clean + batch.Start.detach());
        AttackedPoint first = AttackedPoint.At(loss, start, withGradient: false);
        (_best, _trace) = (new BestImages(start, first), AttackTrace.Begin(first));
    }

    /// <summary>The clean images.</summary>
    public Tensor Clean { get; }

    /// <summary>The nearest images inside the budget and [0, 1].</summary>
    public Tensor Inside(Tensor pixels) => Clean + _ball.ProjectWithin(Clean, pixels - Clean);

    /// <summary>Tries images, brought inside first.</summary>
    /// <returns>Their losses, float32 [batch].</returns>
    public Tensor Try(Tensor pixels) => Record(Inside(pixels), withGradient: false).Loss;

    /// <summary>Tries images, brought inside first, and asks for the slope there.</summary>
    /// <returns>Their losses, float32 [batch], and the gradients of these by the pixels, what is not a number taken as zero.</returns>
    public (Tensor Loss, Tensor Gradient) TryWithGradient(Tensor pixels)
    {
        AttackedPoint point = Record(Inside(pixels), withGradient: true);
        return (point.Loss, point.Gradient!);
    }

    /// <summary>The best images of all that were tried; tensors go to the outer dispose scope.</summary>
    /// <exception cref="AttackBudgetException">The clean images are not what they should be.</exception>
    public AttackResult Result() => AttackResult.Release(_ball, _budget, Clean, _best.Pixels, _trace);

    private AttackedPoint Record(Tensor pixels, bool withGradient)
    {
        AttackedPoint point = AttackedPoint.At(_loss, pixels, withGradient);
        _trace.Record(point);
        _best.Offer(pixels, point);
        return point;
    }
}
