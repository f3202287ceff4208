using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

public sealed class ThreadTests
{
    [Fact]
    public void Threads_that_work_side_by_side_get_the_bytes_that_one_alone_gets()
    {
        byte[] alone = Work();
        var results = new byte[4][];
        var threads = Enumerable.Range(0, results.Length).Select(i => new Thread(() => results[i] = Work())).ToArray();
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(results, result => Assert.Equal(alone, result));
    }

    [Fact]
    public void A_generator_of_its_own_repeats_and_its_state_can_be_kept()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(42);
        Tensor state = generator.get_state();
        Tensor first = randn(10, generator: generator);
        generator.set_state(state);
        Assert.True(first.Equals(randn(10, generator: generator)));
        generator.manual_seed(42);
        Assert.True(first.Equals(empty(10).normal_(0, 1, generator)));
        Assert.Equal(42, generator.initial_seed());
        Assert.Equal(1.0, randperm(20, generator: generator).sort().Values.eq(arange(20)).to(ScalarType.Float64).mean().item<double>());
    }

    private static byte[] Work()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        Tensor weight = randn(24, 24, generator: generator).requires_grad_();
        for (int i = 0; i < 20; i++)
        {
            using var step = NewDisposeScope();
            Tensor input = randn(8, 24, generator: generator);
            Tensor gradient = autograd.grad([input.matmul(weight).tanh().square().sum()], [weight])[0];
            using (no_grad()) weight.add_(gradient, -0.05);
        }

        return weight.detach().bytes.ToArray();
    }
}
