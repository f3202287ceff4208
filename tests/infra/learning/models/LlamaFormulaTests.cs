using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class LlamaFormulaTests
{
    [Fact]
    public void RMSNorm_divides_by_the_root_of_the_mean_square()
    {
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(4, 1e-6);
        // mean(1, 4, 4, 16) = 6.25, whose root is 2.5.
        TinyModels.AssertClose([0.4f, -0.8f, 0.8f, 1.6f], norm.Apply(tensor(new float[] { 1, -2, 2, 4 }).view(1, 4)), 1e-6);
        // A row of zeros stays zero, and its gradient is 1/sqrt(epsilon).
        var zero = zeros(1, 4).requires_grad_();
        var gradient = TorchSharp.torch.autograd.grad([norm.Apply(zero).sum()], [zero])[0];
        TinyModels.AssertClose([1000, 1000, 1000, 1000], gradient, 0.01);
    }

    [Fact]
    public void Rotary_turns_pairs_of_the_two_halves_by_the_position_times_the_frequency()
    {
        using var scope = NewDisposeScope();
        using var table = new RotaryTable(4, 16, 100);
        var x = tensor(new float[] { 1, 2, 3, 4 }).view(1, 1, 1, 4);
        // Frequencies 1 and 100^(-1/2) = 0.1 at position 5: angles 5 and 0.5.
        (double s0, double c0) = Math.SinCos(5);
        (double s1, double c1) = Math.SinCos(0.5);
        float[] expected = [(float)(c0 - (3 * s0)), (float)((2 * c1) - (4 * s1)), (float)((3 * c0) + s0), (float)((4 * c1) + (2 * s1))];
        TinyModels.AssertClose(expected, table.Turn(x, 5), 1e-6);
        TinyModels.AssertClose(expected, table.TurnAt(x, tensor(new long[] { 5 })), 1e-6);
    }

    [Fact]
    public void Rotary_scores_depend_on_the_distance_only()
    {
        using var scope = NewDisposeScope();
        using var table = new RotaryTable(8, 64, 10000);
        var q = TinyModels.Hashed("q", [1, 1, 1, 8], -1, 1);
        var k = TinyModels.Hashed("k", [1, 1, 1, 8], -1, 1);
        float near = (table.Turn(q, 9) * table.Turn(k, 4)).sum().item<float>();
        float far = (table.Turn(q, 49) * table.Turn(k, 44)).sum().item<float>();
        Assert.Equal(near, far, 1e-5);
    }
}
