using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The ball of perturbations whose Euclidean length per image is at most the radius.</summary>
internal sealed class L2Ball(double radius) : PerturbationBall(radius)
{
    private const double TinyLength = 1e-12;

    public override Tensor Direction(Tensor gradient) => gradient / (Column(gradient) + TinyLength);

    public override Tensor Project(Tensor perturbation) =>
        perturbation * (Radius / (Column(perturbation) + TinyLength)).clamp(max: 1);

    public override Tensor RandomInside(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds)
    {
        // A uniform point of a ball in n dimensions: a random direction times u^(1/n).
        long dimensions = 1;
        for (int i = 1; i < shape.Length; i++)
        {
            dimensions *= shape[i];
        }

        Tensor share = (PerSampleNoise.Uniform([shape[0], 1, 1, 1], seed, purpose + "/radius", sampleIds) + 1) / 2;
        return RandomOnSurface(shape, seed, purpose, sampleIds) * share.pow(1.0 / dimensions);
    }

    public override Tensor RandomOnSurface(long[] shape, ulong seed, string purpose, IReadOnlyList<ulong> sampleIds) =>
        Direction(PerSampleNoise.Normal(shape, seed, purpose, sampleIds)) * Radius;

    public override Tensor Size(Tensor perturbation) => perturbation.square().flatten(1).sum(1).sqrt();

    public override double Rounding(Tensor perturbation) => 1e-6 * Math.Sqrt(perturbation.numel() / (double)Math.Max(1, perturbation.shape[0]));

    private Tensor Column(Tensor perturbation) => Size(perturbation).view(-1, 1, 1, 1);
}
