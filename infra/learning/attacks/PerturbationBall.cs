using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The geometry of a budget: what a step, a projection and a random start are in its norm. Tensors are [batch, ...], sizes are per sample.</summary>
internal abstract class PerturbationBall(double radius)
{
    /// <summary>The radius, in pixel units of [0, 1].</summary>
    protected double Radius { get; } = radius;

    /// <summary>The ball of a budget.</summary>
    public static PerturbationBall Of(AttackBudget budget) => budget.Norm switch
    {
        Norm.Linf => new LinfBall(budget.Radius),
        Norm.L2 => new L2Ball(budget.Radius),
        _ => throw new ArgumentOutOfRangeException(nameof(budget), budget.Norm, "Unknown norm."),
    };

    /// <summary>The direction of steepest ascent of size one; zero where the gradient is zero.</summary>
    public abstract Tensor Direction(Tensor gradient);

    /// <summary>The nearest perturbation inside the ball.</summary>
    public abstract Tensor Project(Tensor perturbation);

    /// <summary>A perturbation drawn from the whole ball, from numbers that are uniform in [-1, 1] (Linf) or normal (L2).</summary>
    public abstract Tensor RandomInside(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds);

    /// <summary>A random perturbation scaled to lie on the surface.</summary>
    public abstract Tensor RandomOnSurface(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds);

    /// <summary>The size of each perturbation, [batch].</summary>
    public abstract Tensor Size(Tensor perturbation);

    /// <summary>Whether each perturbation lies in the ball, but for rounding; bool [batch].</summary>
    public Tensor Holds(Tensor perturbation) => Size(perturbation).le(Radius + Rounding(perturbation));

    /// <summary>How much larger than it is a perturbation may look: adding and taking away an image costs half a unit in the last place of 1 per
    /// pixel value.</summary>
    public abstract double Rounding(Tensor perturbation);

    /// <summary>Projects onto the ball and then so that the image stays in [0, 1]; the second step never leaves the ball.</summary>
    public Tensor ProjectWithin(Tensor clean, Tensor perturbation) => (clean + Project(perturbation)).clamp(0, 1) - clean;
}
