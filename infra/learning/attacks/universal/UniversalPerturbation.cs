using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>One perturbation for many images, and how well it does. Its tensor belongs to the dispose scope of the caller, or to whoever disposes this.</summary>
public sealed class UniversalPerturbation : IDisposable
{
    internal UniversalPerturbation(AttackBudget budget, Tensor values, float initialLoss, float loss, long nonFiniteGradients) =>
        (Budget, Values, InitialLoss, Loss, NonFiniteGradients) = (budget, values, initialLoss, loss, nonFiniteGradients);

    /// <summary>The ball it lies in.</summary>
    public AttackBudget Budget { get; }

    /// <summary>What is added, float32 [1, channels, height, width]; an image with it is clipped to [0, 1].</summary>
    public Tensor Values { get; }

    /// <summary>The mean loss over the corpus at the random start.</summary>
    public float InitialLoss { get; }

    /// <summary>The mean loss over the corpus with these values.</summary>
    public float Loss { get; }

    /// <summary>How many gradient entries were not finite while it was made, and taken as zero.</summary>
    public long NonFiniteGradients { get; }

    /// <summary>Adds it to images, of the corpus or others. Each one's trace counts the gradients that were not finite while it was made.</summary>
    /// <param name="loss">The attacked function, for the trace.</param>
    /// <param name="batch">The images.</param>
    /// <returns>The images within the budget; tensors go to the caller's dispose scope.</returns>
    public AttackResult AddTo(PerSampleLoss loss, AttackBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        Tensor clean = batch.Clean.detach();
        PerturbationBall ball = PerturbationBall.Of(Budget);
        AttackedPoint before = AttackedPoint.At(loss, clean, withGradient: false);
        Tensor pixels = (clean + Values.to(clean.device)).clamp(0, 1);
        AttackTrace trace = AttackTrace.Begin(before);
        trace.Record(AttackedPoint.At(loss, pixels, withGradient: false));
        trace.NonFiniteGradients.add_(torch.full_like(trace.NonFiniteGradients, (double)NonFiniteGradients));
        return AttackResult.Release(ball, Budget, clean, pixels, trace);
    }

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
