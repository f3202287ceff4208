using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The cube of perturbations that change no pixel value by more than the radius.</summary>
internal sealed class LinfBall(double radius) : PerturbationBall(radius)
{
    public override Tensor Direction(Tensor gradient) => gradient.sign();

    public override Tensor Project(Tensor perturbation) => perturbation.clamp(-Radius, Radius);

    public override Tensor RandomInside(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds) =>
        PerSampleNoise.Uniform(shape, seed, purpose, sampleIds) * Radius;

    public override Tensor RandomOnSurface(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds)
    {
        Tensor noise = PerSampleNoise.Uniform(shape, seed, purpose, sampleIds);
        return noise * (Radius / (Size(noise).view(-1, 1, 1, 1) + 1e-12));
    }

    public override Tensor Size(Tensor perturbation) => perturbation.abs().flatten(1).amax(1);

    public override double Rounding(Tensor perturbation) => 1e-6;
}
