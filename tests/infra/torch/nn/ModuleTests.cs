using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Modules;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    // By TorchSharp's rules: own parameters, those of the children in the order of the fields, then the buffers.
    [Fact]
    public void A_state_dictionary_has_the_names_and_the_order_of_the_fields()
    {
        using var tower = new Tower();
        Assert.Equal(
            [
                "head.first.weight", "head.first.bias", "head.last.weight", "head.last.bias",
                "block.scale", "block.norm.weight", "block.norm.bias", "block.up.weight",
                "block.downs.0.weight", "block.downs.0.bias", "block.downs.1.weight", "block.downs.1.bias",
                "block.positions",
            ],
            tower.state_dict().Keys);
        Assert.Equal(["head", "block"], tower.named_children().Select(child => child.name));
        Assert.Contains("block.downs.1", tower.named_modules().Select(named => named.name));
        Assert.Same(tower.Block.Scale, tower.get_parameter("block.scale"));
    }

    [Fact]
    public void A_loaded_state_dictionary_is_copied_and_reproduces_the_outputs()
    {
        using var from = new Tower();
        using var to = new Tower();
        Tensor x = randn(2, 4);
        Assert.False(from.call(x).Equals(to.call(x)));

        (IList<string> missing, IList<string> unexpected) = to.load_state_dict(from.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.Equal(from.call(x), to.call(x));
        Assert.NotSame(from.Block.Scale, to.Block.Scale);
    }

    [Fact]
    public void Names_that_differ_are_refused_when_strict_and_returned_otherwise()
    {
        using var tower = new Tower();
        Dictionary<string, Tensor> state = tower.state_dict();
        state.Remove("block.scale");
        state.Add("block.extra", ones(1));

        string message = Assert.Throws<InvalidOperationException>(() => tower.load_state_dict(state)).Message;
        Assert.Contains("block.scale", message, StringComparison.Ordinal);
        (IList<string> missing, IList<string> unexpected) = tower.load_state_dict(state, strict: false);
        Assert.Equal(["block.scale"], missing);
        Assert.Equal(["block.extra"], unexpected);
        Assert.Empty(tower.load_state_dict(state, strict: true, skip: ["block.scale", "block.extra"]).missing_keys);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_refused_and_not_broadcast()
    {
        using var tower = new Tower();
        Dictionary<string, Tensor> state = tower.state_dict();
        state["block.scale"] = ones(1);
        string message = Assert.Throws<InvalidOperationException>(() => tower.load_state_dict(state)).Message;
        Assert.Contains("'block.scale' has shape [1]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_type_reaches_parameters_and_fields_but_not_whole_numbers()
    {
        using Tower tower = new Tower().to(ScalarType.Float64);

        Assert.All(tower.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, tower.Block.Scale.dtype);
        Assert.Equal(ScalarType.Float64, tower.Block.Up.weight.dtype);
        Assert.Equal(ScalarType.Int64, tower.Block.Positions.dtype);
        Assert.True(tower.Block.Scale.requires_grad);
        Assert.Equal(ScalarType.Float64, tower.call(randn(2, 4, dtype: ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Training_and_evaluation_reach_everything_below()
    {
        using var tower = new Tower();
        tower.eval();
        Assert.All(tower.modules(), module => Assert.False(module.training));
        tower.train();
        Assert.All(tower.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Zero_grad_drops_the_gradients_or_fills_them_with_zeros()
    {
        using var tower = new Tower();
        tower.call(randn(2, 4)).sum().backward();
        Assert.All(tower.parameters(), parameter => Assert.NotNull(parameter.grad));

        tower.zero_grad(set_to_none: false);
        Assert.All(tower.parameters(), parameter => Assert.Equal(0f, parameter.grad!.abs().sum().item<float>()));
        tower.zero_grad();
        Assert.All(tower.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void A_shared_parameter_is_counted_once_and_saved_under_all_its_names()
    {
        using var shared = new Parameter(ones(3));
        using var holder = new Holder(shared);
        Assert.Single(holder.parameters());
        Assert.Equal(["one", "two.same"], holder.state_dict().Keys.Order());
    }

    [Fact]
    public void Hooks_see_and_change_a_call_until_they_are_removed()
    {
        using Linear linear = nn.Linear(2, 2);
        Tensor x = ones(1, 2);
        Tensor plain = linear.call(x);
        var before = linear.register_forward_pre_hook((_, input) => input * 0);
        var after = linear.register_forward_hook((_, _, output) => output + 1);

        Assert.Equal(linear.bias! + 1, linear.call(x).squeeze(0));
        before.remove();
        after.remove();
        Assert.Equal(plain, linear.call(x));
    }

    [Fact]
    public void A_disposed_module_leaves_no_tensor_behind()
    {
        long before = Live;
        new Tower().Dispose();
        Assert.Equal(before, Live);
    }

    public void Dispose() => _scope.Dispose();

    // Of this thread: other tests run beside this one.
    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private sealed class Holder : nn.Module
    {
        public Holder(Parameter shared)
            : base(nameof(Holder))
        {
            var inner = new Inner(shared);
            register_parameter("one", shared);
            register_module("two", inner);
        }
    }

    private sealed class Inner : nn.Module
    {
        public Inner(Parameter shared)
            : base(nameof(Inner)) => register_parameter("same", shared);
    }
}
