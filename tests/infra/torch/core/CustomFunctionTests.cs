using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests;

public sealed class CustomFunctionTests
{
    [Fact]
    public void Gradients_go_back_through_a_function_as_it_says()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2f, 3f }).requires_grad_(true);
        Scaled.apply(x * 2, 3.0).sum().backward();
        Assert.Equal([6f, 6f, 6f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_function_of_constants_is_no_part_of_a_graph()
    {
        using var scope = NewDisposeScope();
        Tensor y = Scaled.apply(ones(2), 3.0);
        Assert.False(y.requires_grad);
        Assert.Equal([3f, 3f], y.data<float>().ToArray());
    }

    [Fact]
    public void What_a_backward_pass_throws_reaches_who_asked_for_gradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2).requires_grad_(true);
        Tensor y = Scaled.apply(x, -1.0).sum();
        Assert.Contains("no negative factors", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void A_graph_that_is_dropped_lets_go_of_what_its_functions_kept()
    {
        WeakReference kept = KeptByDroppedGraph();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(kept.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference KeptByDroppedGraph()
    {
        using var scope = NewDisposeScope();
        object factor = 2.0;
        Scaled.apply(ones(4).requires_grad_(true), factor);
        return new WeakReference(factor);
    }

    private sealed class Scaled : autograd.SingleTensorFunction<Scaled>
    {
        public override string Name => nameof(Scaled);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("factor", vars[1]);
            ctx.save_for_backward([(Tensor)vars[0]]);
            return (Tensor)vars[0] * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Assert.Single(ctx.get_saved_variables());
            double factor = (double)ctx.get_data("factor");
            return factor < 0 ? throw new InvalidOperationException("There are no negative factors.") : [grad_output * factor, null!];
        }
    }
}
