using System.Diagnostics;
using TorchSharp;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

/// <summary>These count live tensors of the whole process, so nothing else may run beside them.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    public MemoryTests() => CollectAll();

    [Fact]
    public void A_training_loop_in_scopes_holds_a_flat_count_and_a_flat_resident_size()
    {
        using Tensor weight = randn(64, 64).requires_grad_();
        using Tensor input = randn(32, 64);
        for (int i = 0; i < 50; i++) Step(weight, input);
        long tensors = Tensor.TotalCount, resident = Resident();
        for (int i = 0; i < 500; i++) Step(weight, input);
        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.InRange(Resident() - resident, long.MinValue, 16L << 20);
    }

    [Fact]
    public void Tensors_that_nobody_disposes_are_collected_before_they_fill_the_memory()
    {
        long resident = Resident();
        for (int i = 0; i < 1500; i++) _ = zeros(1 << 18) + 1;
        Assert.InRange(Resident() - resident, long.MinValue, 1L << 30);
        Assert.InRange(TensorMemory.Live, 0, 800L << 20);
    }

    [Fact]
    public void A_finalizer_releases_the_native_tensor()
    {
        long before = Tensor.TotalCount;
        Abandon();
        CollectAll();
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void Failed_calls_leave_nothing_behind()
    {
        using Tensor a = zeros(2, 3), b = zeros(4, 5);
        long before = Tensor.TotalCount;
        for (int i = 0; i < 1000; i++) Assert.ThrowsAny<Exception>(() => a.matmul(b));
        Assert.Equal(before, Tensor.TotalCount);
    }

    /// <summary>So that what other tests left to the collector does not change the counts meanwhile.</summary>
    private static void CollectAll()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Abandon()
    {
        for (int i = 0; i < 1000; i++) _ = ones(8);
    }

    private static void Step(Tensor weight, Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor loss = input.matmul(weight).gelu().square().mean();
        loss.backward();
        using (no_grad()) weight.sub_(weight.grad! * 0.01);
        weight.grad = null;
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
