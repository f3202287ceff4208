using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rampart.Torch.Tests.Modules;

public sealed class InitTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Constants_fill_in_place()
    {
        Tensor x = empty(2, 3);
        Assert.Equal(ones(2, 3), init.ones_(x));
        Assert.Equal(zeros(2, 3), init.zeros_(x));
        Assert.Equal(full(2, 3, 0.5f), init.constant_(x, 0.5f));
    }

    // Standard deviations by the formulas of Glorot and Bengio 2010 and He et al. 2015.
    [Fact]
    public void Scaled_distributions_have_the_deviation_of_their_formula()
    {
        Tensor x = empty(300, 200);
        Deviation(Math.Sqrt(2.0 / 500), init.xavier_uniform_(x));
        Deviation(Math.Sqrt(2.0 / 500), init.xavier_normal_(x));
        Deviation(Math.Sqrt(2.0 / 200), init.kaiming_uniform_(x));
        Deviation(Math.Sqrt(1.0 / 300), init.kaiming_normal_(
            x, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.Linear));
        Deviation(0.02, init.normal_(x, 0, 0.02));
    }

    [Fact]
    public void A_truncated_normal_stays_within_its_bounds()
    {
        Tensor x = init.trunc_normal_(empty(20000), 0, 0.02, -0.04, 0.04);
        Assert.InRange(x.abs().max().item<float>(), 0.03f, 0.04f);

        // Cut at two deviations, a normal distribution keeps 0.8796 of its deviation.
        Deviation(0.02 * 0.8796, x);
    }

    [Fact]
    public void An_orthogonal_matrix_times_its_transpose_is_the_identity()
    {
        Tensor wide = init.orthogonal_(empty(4, 9));
        Assert.True(allclose(wide.matmul(wide.t()), eye(4), atol: 1e-5));
        Tensor tall = init.orthogonal_(empty(9, 4), gain: 2);
        Assert.True(allclose(tall.t().matmul(tall), eye(4) * 4, atol: 1e-5));
    }

    [Fact]
    public void A_generator_decides_the_draw()
    {
        Tensor first = init.normal_(empty(5), generator: new Generator(3));
        Tensor second = init.normal_(empty(5), generator: new Generator(3));
        Assert.Equal(first, second);
    }

    public void Dispose() => _scope.Dispose();

    private static void Deviation(double expected, Tensor drawn) =>
        Assert.InRange(drawn.std().item<float>() / expected, 0.97, 1.03);
}
