using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Compares autograd's gradient with central differences, in float64.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-6;

    /// <summary>Asserts that d f / d x agrees at every entry of x.</summary>
    public static void Agrees(Func<Tensor, Tensor> f, Tensor x, double tolerance = 1e-7)
    {
        using var scope = NewDisposeScope();
        Tensor point = x.to(ScalarType.Float64).detach().clone().requires_grad_(true);
        double[] slopes = autograd.grad(outputs: [f(point)], inputs: [point])[0].contiguous().data<double>().ToArray();
        double[] values = point.detach().clone().data<double>().ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal((At(i, Step) - At(i, -Step)) / (2 * Step), slopes[i], tolerance);
        }

        double At(int index, double shift)
        {
            double[] moved = [.. values];
            moved[index] += shift;
            return f(torch.tensor(moved).reshape(x.shape)).item<double>();
        }
    }

    /// <summary>Normal numbers in float64.</summary>
    public static Tensor Normal(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        new Learning.Randomness.SampleRandom(11, name).FillNormal(values, 1f);
        return torch.tensor(values).reshape(shape).to(ScalarType.Float64);
    }
}
