using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

public sealed class GradientTests
{
    public static TheoryData<string> Functions() => new(s_functions.Keys);

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new()
    {
        ["attention"] = x => (x.matmul(x.transpose(0, 1)) / 2).softmax(-1).matmul(x).square().sum(),
        ["normalised"] = x => ((x - x.mean([1], true)) / (x.var([1], unbiased: false, keepdim: true) + 1e-5).sqrt()).pow(3).sum(),
        ["gated"] = x => (x.sigmoid() * x.tanh() + x.gelu()).logsumexp(1).sum(),
        ["gathered"] = x => x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new[] { 0L, 0L, 2L }))].exp().sum(),
        ["joined"] = x => cat([x, x * x], 1).log_softmax(1).select(1, 0).sum(),
    };

    /// <summary>Central differences: df/dx_i = (f(x + h e_i) - f(x - h e_i)) / 2h + O(h^2), in float64.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void A_gradient_agrees_with_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        Func<Tensor, Tensor> function = s_functions[name];
        using var generator = new Generator(3);
        Tensor x = randn(3, 4, dtype: ScalarType.Float64, generator: generator).requires_grad_();
        double[] gradient = autograd.grad([function(x)], [x])[0].data<double>().ToArray();
        using var quiet = no_grad();
        const double step = 1e-5;
        for (int i = 0; i < gradient.Length; i++)
        {
            Tensor up = x.detach().clone(), down = x.detach().clone();
            up.view(-1)[i] = tensor(up.view(-1)[i].item<double>() + step);
            down.view(-1)[i] = tensor(down.view(-1)[i].item<double>() - step);
            double slope = (function(up).item<double>() - function(down).item<double>()) / (2 * step);
            Assert.Equal(slope, gradient[i], 1e-6 * Math.Max(1, Math.Abs(slope)));
        }
    }

    [Fact]
    public void A_gradient_of_a_gradient_needs_create_graph()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new[] { 2.0 }, requires_grad: true);
        Tensor first = autograd.grad([x.pow(3)], [x], retain_graph: true, create_graph: true)[0];
        Tensor second = autograd.grad([first], [x])[0];
        Assert.Equal(12.0, first.item<double>());
        Assert.Equal(12.0, second.item<double>());
    }

    [Fact]
    public void An_unused_input_has_no_gradient_where_that_is_allowed()
    {
        using var scope = NewDisposeScope();
        Tensor used = ones(2, requires_grad: true), unused = ones(2, requires_grad: true);
        IList<Tensor> gradients = autograd.grad([used.sum()], [used, unused], allow_unused: true);
        Assert.NotNull(gradients[0]);
        Assert.Null(gradients[1]);
        Assert.ThrowsAny<Exception>(() => autograd.grad([used.sum()], [unused]));
    }

    [Fact]
    public void Backward_twice_through_one_graph_says_why_it_cannot()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), loss = x.exp().sum();
        loss.backward();
        var error = Assert.ThrowsAny<Exception>(loss.backward);
        Assert.Contains("backward through the graph a second time", error.Message);
    }

    [Fact]
    public void The_gradient_mode_belongs_to_its_thread_and_is_restored()
    {
        using (no_grad())
        {
            bool elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
            Assert.True(elsewhere);
            using (enable_grad()) Assert.True(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            using Tensor x = ones(1, requires_grad: false);
            using Tensor y = x * 2;
            Assert.False(y.requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
    }
}
