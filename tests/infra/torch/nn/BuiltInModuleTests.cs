using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Rampart.Torch.Tests.Modules;

public sealed class BuiltInModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void A_linear_layer_is_x_W_transposed_plus_b()
    {
        using Linear linear = nn.Linear(3, 2);
        Tensor x = randn(5, 3);
        Assert.True(allclose(linear.call(x), x.matmul(linear.weight.t()) + linear.bias!));
        Assert.Null(nn.Linear(3, 2, hasBias: false).bias);
    }

    // U(-1/√n, 1/√n) for n inputs: weights and biases alike.
    [Fact]
    public void A_linear_layer_starts_within_the_bounds_of_its_inputs()
    {
        using Linear linear = nn.Linear(100, 400);
        foreach (Tensor drawn in new Tensor[] { linear.weight, linear.bias! })
        {
            Assert.InRange(drawn.abs().max().item<float>(), 0.09f, 0.1f);
            Assert.InRange(drawn.mean().item<float>(), -0.01f, 0.01f);
        }
    }

    [Fact]
    public void An_embedding_takes_rows_and_keeps_its_padding_at_zero()
    {
        using Embedding embedding = nn.Embedding(5, 3, padding_idx: 1);
        Tensor ids = tensor(new long[] { 4, 1, 0, 4 }).view(2, 2);

        Tensor rows = embedding.call(ids);
        rows.sum().backward();

        Assert.Equal([2, 2, 3], rows.shape);
        Assert.Equal(embedding.weight!.index_select(0, ids.reshape(-1)).view(2, 2, 3), rows);
        Assert.Equal(zeros(3), embedding.weight![1]);
        Assert.Equal([1f, 0f, 0f, 0f, 2f], embedding.weight!.grad!.select(1, 0).data<float>().ToArray());
    }

    [Fact]
    public void A_convolution_counts_its_patches()
    {
        using Conv2d patches = nn.Conv2d(3, 8, 4, stride: 4, bias: false);
        Tensor x = randn(2, 3, 12, 8);
        Tensor columns = F.unfold(x, 4, stride: 4);
        Tensor expected = patches.weight.view(8, -1).matmul(columns).view(2, 8, 3, 2);

        Assert.Null(patches.bias);
        Assert.True(allclose(expected, patches.call(x), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void A_convolution_with_same_padding_keeps_the_size()
    {
        using Conv2d same = nn.Conv2d(1, 1, 4, Padding.Same);
        Assert.Equal([1, 1, 7, 9], same.call(randn(1, 1, 7, 9)).shape);
    }

    [Fact]
    public void Layer_norm_gives_zero_mean_and_unit_variance_and_starts_neutral()
    {
        using LayerNorm norm = nn.LayerNorm(64);
        Tensor y = norm.call((randn(4, 64) * 3) + 5);
        Assert.True(allclose(y.mean([1]), zeros(4), atol: 1e-5));
        Assert.True(allclose(y.var([1], unbiased: false, keepdim: false), ones(4), atol: 1e-3));
    }

    [Fact]
    public void Activations_do_what_their_functions_do()
    {
        Tensor x = randn(10);
        Assert.Equal(F.gelu(x), nn.GELU().call(x));
        Assert.Equal(F.silu(x), nn.SiLU().call(x));
        Assert.Equal(F.relu(x), nn.ReLU().call(x));
        Assert.Equal(x, nn.Identity().call(x));
    }

    [Fact]
    public void Dropout_is_silent_in_evaluation()
    {
        using Dropout dropout = nn.Dropout(0.9);
        Tensor x = randn(100);
        Assert.False(dropout.call(x).Equals(x));
        dropout.eval();
        Assert.Equal(x, dropout.call(x));
    }

    [Fact]
    public void A_sequence_frees_what_lies_between_its_parts()
    {
        using Sequential sequence = nn.Sequential(nn.Linear(3, 3), nn.GELU(), nn.Linear(3, 2));
        Tensor x = randn(1, 3);
        int before = _scope.DisposablesCount;
        Tensor y = sequence.call(x);
        Assert.Equal(before + 1, _scope.DisposablesCount);
        y.sum().backward();
        Assert.NotNull(sequence.get_parameter("0.weight")!.grad);
    }

    [Fact]
    public void Parameters_of_modules_outlive_the_scope_they_were_made_in()
    {
        Linear linear;
        using (NewDisposeScope())
        {
            linear = nn.Linear(2, 2);
        }

        Assert.Equal([2, 2], linear.weight.shape);
        linear.Dispose();
    }

    public void Dispose() => _scope.Dispose();
}
