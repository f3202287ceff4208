using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

public sealed class OperatorTests
{
    [Fact]
    public void A_product_of_matrices_with_wrong_shapes_is_an_exception_with_libtorchs_own_words()
    {
        using var a = zeros(2, 3);
        using var b = zeros(4, 5);
        var error = Assert.Throws<ExternalException>(() => a.matmul(b));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message);
    }

    [Fact]
    public void Numbers_and_tensors_mix_in_arithmetic()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f, 3f });
        Assert.Equal([3f, 5f, 7f], (x * 2 + 1.0).data<float>().ToArray());
        Assert.Equal([0f, -1f, -2f], (1 - x).data<float>().ToArray());
        Assert.Equal([6f, 3f, 2f], (6.0f / x).round(5).data<float>().ToArray());
        Assert.Equal([false, true, true], (x > 1.5).data<bool>().ToArray());
    }

    [Fact]
    public void Brackets_select_slice_mask_and_write()
    {
        using var scope = NewDisposeScope();
        var x = arange(12, dtype: ScalarType.Float32).view(3, 4);
        Assert.Equal(6f, x[1, 2].item<float>());
        Assert.Equal([1f, 5f, 9f], x[.., 1].data<float>().ToArray());
        Assert.Equal([4f, 6f], x[1, TensorIndex.Slice(0, null, 2)].data<float>().ToArray());
        Assert.Equal([8f, 9f, 10f, 11f], x[^1].data<float>().ToArray());
        Assert.Equal([3, 1, 4], x[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([10f, 11f], x[x > 9.5].data<float>().ToArray());
        x[tensor(new[] { 0L, 2L }), tensor(new[] { 1L, 3L })] = tensor(new[] { -1f, -2f });
        Assert.Equal(-1f, x[0, 1].item<float>());
        Assert.Equal(-2f, x[2, 3].item<float>());
        x[0] = zeros(4);
        Assert.Equal(0f, x[0].sum().item<float>());
    }

    [Fact]
    public void Gradients_flow_and_can_be_asked_for()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        var y = (x * x).sum();
        var gradient = autograd.grad([y], [x])[0];
        Assert.Equal([2f, 4f, 6f], gradient.data<float>().ToArray());
        (x * 3).sum().backward();
        Assert.Equal([3f, 3f, 3f], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
        using (no_grad()) Assert.False((x * 2).requires_grad);
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_tensor_prints_its_shape_kind_and_place()
    {
        using var x = zeros(2, 3, dtype: ScalarType.Float64);
        Assert.Equal("[2x3], type = Float64, device = cpu", x.ToString());
    }

    [Fact]
    public void The_memory_of_a_tensor_is_read_and_written_whatever_its_strides()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], x.t().data<float>().ToArray());
        Assert.Equal(6f, x.t().data<float>()[2, 1]);
        x.t().data<float>().CopyFrom(new[] { 10f, 20f });
        Assert.Equal([10f, 2f, 3f, 20f, 5f, 6f], x.data<float>().ToArray());
        Assert.Equal(24, x.bytes.Length);
        Assert.Throws<InvalidOperationException>(() => x.t().bytes.Length);
        Assert.Throws<ArgumentException>(() => x.data<double>());
    }

    [Fact]
    public void Numbers_of_another_kind_convert_as_asked()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 1.5).dtype);
        Assert.Equal([1L, -2L], tensor(new[] { 1.9, -2.9 }).to(ScalarType.Int64).data<long>().ToArray());
        Assert.Equal(2.5f, tensor(2.5).ToSingle());
        Assert.Equal(1.0, tensor(new[] { 1f }).to(ScalarType.BFloat16).to(ScalarType.Float64).item<double>());
    }
}
