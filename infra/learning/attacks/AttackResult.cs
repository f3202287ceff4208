using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The outcome of an attack on a batch. Its tensors belong to the dispose scope of the caller, or to whoever disposes this.</summary>
public sealed class AttackResult : IDisposable
{
    internal AttackResult(Tensor pixels, AttackTrace trace) => (Pixels, Trace) = (pixels, trace);

    /// <summary>The adversarial images, float32 in [0, 1], inside the budget, detached.</summary>
    public Tensor Pixels { get; }

    /// <summary>What happened on the way.</summary>
    public AttackTrace Trace { get; }

    /// <summary>What was added to hidden states, of an attack that leaves the images as they are; null of one that does not.</summary>
    public HiddenPerturbation? Hidden { get; internal init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Pixels.Dispose();
        Trace.Dispose();
    }

    /// <summary>Clamps away rounding, asserts the budget and hands the tensors to the outer dispose scope.</summary>
    internal static AttackResult Release(PerturbationBall ball, AttackBudget budget, Tensor clean, Tensor pixels, AttackTrace trace)
    {
        Tensor image = pixels.clamp(0, 1);
        Tensor facts = torch.stack([ball.Size(image - clean).amax(0), image.amin(0, 1, 2, 3), image.amax(0, 1, 2, 3)], 0);
        float[] figures = facts.cpu().data<float>().ToArray();
        if (!(figures[0] <= budget.Radius + ball.Rounding(clean) && figures[1] >= 0 && figures[2] <= 1))
        {
            throw new AttackBudgetException(
                $"An adversarial image is {figures[0]} away from its original ({budget.Norm}, {budget.Radius} allowed) with pixels in [{figures[1]}, {figures[2]}]. "
                + "Check that the clean images are finite and in [0, 1].");
        }

        trace.MoveToOuterDisposeScope();
        return new AttackResult(image.MoveToOuterDisposeScope(), trace);
    }
}
