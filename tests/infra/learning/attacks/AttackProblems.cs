using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

/// <summary>Small attacked functions whose optima are known, and random batches.</summary>
internal static class AttackProblems
{
    public static ulong[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => 1000UL + (ulong)i)];

    public static Tensor Images(int count, ulong seed = 1, int side = 4)
    {
        var values = new float[count * 3 * side * side];
        new SampleRandom(seed, "test-images").FillUniform(values, 0f, 1f);
        return torch.tensor(values).reshape(count, 3, side, side);
    }

    public static Tensor Weights(ulong seed = 2, int side = 4)
    {
        var values = new float[3 * side * side];
        new SampleRandom(seed, "test-weights").FillNormal(values, 1f);
        return torch.tensor(values).reshape(1, 3, side, side);
    }

    /// <summary>loss = sum of w x: its largest value in a Linf ball is reached at clamp(x + eps sign(w), 0, 1).</summary>
    public static PerSampleLoss Linear(Tensor weights) => pixels => (pixels * weights).flatten(1).sum(1);

    /// <summary>loss = -|x - target|^2, concave: its largest value in a ball is at the projection of the target.</summary>
    public static PerSampleLoss PullTo(Tensor target) => pixels => (pixels - target).square().flatten(1).sum(1).neg();

    /// <summary>A loss with many local optima.</summary>
    public static PerSampleLoss Wavy(Tensor weights) => pixels => ((pixels * weights * 17).sin() + (pixels * weights)).flatten(1).sum(1);

    public static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
