using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_except_what_was_moved_out_or_detached()
    {
        using var outer = NewDisposeScope();
        Tensor inside, moved, detached;
        using (var inner = NewDisposeScope())
        {
            inside = ones(2);
            moved = (inside + 1).MoveToOuterDisposeScope();
            detached = (inside + 2).DetachFromDisposeScope();
            Assert.Equal(1, inner.DisposablesCount);
        }

        Assert.True(inside.IsInvalid);
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.False(outer.Contains(detached));
        outer.Dispose();
        Assert.True(moved.IsInvalid);
        Assert.Equal([3f, 3f], detached.data<float>().ToArray());
        detached.Dispose();
    }

    [Fact]
    public void Everything_but_the_kept_is_disposed()
    {
        using var scope = NewDisposeScope();
        Tensor first = ones(1), kept = ones(1), last = ones(1);
        Assert.Same(kept, scope.DisposeEverythingBut(kept));
        Assert.True(first.IsInvalid && last.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(kept, Assert.Single(scope.DisposablesView));
    }

    [Fact]
    public void A_tensor_that_is_disposed_early_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        Tensor first = ones(1), second = ones(1), third = ones(1);
        first.Dispose();
        third.Dispose();
        Assert.Same(second, Assert.Single(scope.DisposablesView));
    }

    [Fact]
    public void Scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Tensor made = ones(1);
        Assert.True(inner.Contains(made));
        inner.Dispose();
        Assert.True(made.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void In_place_operations_return_the_tensor_itself()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(3);
        Assert.Same(x, x.add_(1).mul_(2).clamp_(0, 3).requires_grad_());
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void The_statistics_of_a_thread_count_creations_and_disposals()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            _ = ones(2) + 1;
            Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_disposed_tensor_says_so_when_it_is_used()
    {
        Tensor x = ones(1);
        x.Dispose();
        Assert.Throws<InvalidOperationException>(() => x + 1);
        x.Dispose();
    }
}
