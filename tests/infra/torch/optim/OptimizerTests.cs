using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Optimizers;

public sealed class OptimizerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Theory]
    [InlineData("AdamW")]
    [InlineData("AdamW_amsgrad")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void Eight_steps_agree_with_PyTorch(string name)
    {
        Figures figures = Figures.Of("optim.json", name);
        var parameter = new Parameter(figures["start"]);
        using OptimizerHelper optimizer = Make(name, parameter);
        Tensor gradients = figures["gradients"];

        List<Tensor> steps = [];
        for (int i = 0; i < 8; i++)
        {
            parameter.grad = gradients[i];
            optimizer.step();
            steps.Add(parameter.detach().clone());
        }

        figures.Agrees("steps", stack(steps));
    }

    [Theory]
    [InlineData("AdamW")]
    [InlineData("AdamW_amsgrad")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void A_restored_state_goes_on_bit_for_bit(string name)
    {
        Figures figures = Figures.Of("optim.json", name);
        Tensor gradients = figures["gradients"].to(ScalarType.Float32);
        var straight = new Parameter(figures["start", ScalarType.Float32]);
        using OptimizerHelper whole = Make(name, straight);
        Walk(whole, straight, gradients, 0, 4);

        var resumed = new Parameter(straight.detach().clone());
        using OptimizerHelper second = Make(name, resumed);
        second.load_state_dict(whole.state_dict());
        Walk(whole, straight, gradients, 4, 8);
        Walk(second, resumed, gradients, 4, 8);

        Assert.Equal(straight.bytes.ToArray(), resumed.bytes.ToArray());
    }

    [Fact]
    public void The_state_of_AdamW_is_open_to_checkpoints()
    {
        var parameter = new Parameter(ones(3));
        using AdamW optimizer = optim.AdamW([parameter]);
        parameter.grad = ones(3);
        optimizer.step();

        var state = (AdamW.State)optimizer.state_dict().State.Single();
        Assert.Equal(1, state.step);
        Assert.True(allclose(state.exp_avg, full(3, 0.1f)));
        Assert.True(allclose(state.exp_avg_sq, full(3, 0.001f)));
        Assert.Null(state.max_exp_avg_sq);

        state.exp_avg.fill_(0.5f);
        Assert.Equal(0.5f, ((AdamW.State)optimizer.state_dict().State.Single()).exp_avg[0].item<float>());
    }

    [Fact]
    public void Groups_have_their_own_settings_and_take_the_rest_from_the_optimizer()
    {
        var decayed = new Parameter(ones(2));
        var free = new Parameter(ones(2));
        using AdamW optimizer = optim.AdamW(
            [new([decayed], new AdamW.Options { weight_decay = 0.5, LearningRate = 0.1 }), new AdamW.ParamGroup { Parameters = [free] }],
            lr: 0.2);
        decayed.grad = zeros(2);
        free.grad = zeros(2);
        optimizer.step();

        Assert.Equal([0.1, 0.2], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.True(allclose(decayed, full(2, 0.95f)));
        Assert.Equal(ones(2), free);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        var frozen = new Parameter(ones(2));
        using AdamW optimizer = optim.AdamW([frozen], weight_decay: 0.5);
        optimizer.step();
        Assert.Equal(ones(2), frozen);
    }

    [Fact]
    public void Zero_grad_fills_gradients_with_zeros()
    {
        var parameter = new Parameter(ones(2));
        using SGD optimizer = optim.SGD([parameter], 0.1);
        parameter.grad = ones(2);
        optimizer.zero_grad();
        Assert.Equal(zeros(2), parameter.grad);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        var parameter = new Parameter(ones(64));
        using AdamW optimizer = optim.AdamW([parameter], weight_decay: 0.1, amsgrad: true);
        parameter.grad = ones(64);
        long before = Live;
        for (int i = 0; i < 5; i++)
        {
            optimizer.step();
        }

        Assert.Equal(before, Live);
    }

    [Theory]
    [InlineData("clip", 1.5, 2.0)]
    [InlineData("clip_inf", 0.7, double.PositiveInfinity)]
    [InlineData("clip_none", 1000.0, 2.0)]
    public void Clipped_gradients_and_their_norm_agree_with_PyTorch(string name, double most, double norm)
    {
        Figures figures = Figures.Of("optim.json", name);
        var a = new Parameter(zeros_like(figures["a"])) { grad = figures["a"] };
        var b = new Parameter(zeros_like(figures["b"])) { grad = figures["b"] };
        var without = new Parameter(zeros(3));

        double total = nn.utils.clip_grad_norm_([a, without, b], most, norm);

        figures.Agrees("total", tensor(total), 1e-12);
        figures.Agrees("clipped_a", a.grad!);
        figures.Agrees("clipped_b", b.grad!);
    }

    [Fact]
    public void Values_are_clipped_one_by_one()
    {
        var parameter = new Parameter(zeros(3)) { grad = tensor(new[] { -2f, 0.5f, 2f }) };
        nn.utils.clip_grad_value_([parameter], 1);
        Assert.Equal([-1f, 0.5f, 1f], parameter.grad!.data<float>().ToArray());
    }

    public void Dispose() => _scope.Dispose();

    // Of this thread: other tests run beside this one.
    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static OptimizerHelper Make(string name, Parameter parameter) => name switch
    {
        "AdamW" => optim.AdamW([parameter], lr: 0.01, weight_decay: 0.1),
        "AdamW_amsgrad" => optim.AdamW([parameter], lr: 0.01, amsgrad: true),
        "Adam" => optim.Adam([parameter], 0.01, 0.8, 0.95, 1e-6, 0.1),
        _ => optim.SGD([parameter], 0.05, momentum: 0.9, weight_decay: 0.01, nesterov: true),
    };

    private static void Walk(OptimizerHelper optimizer, Parameter parameter, Tensor gradients, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            parameter.grad = gradients[i].clone();
            optimizer.step();
        }
    }
}
