using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Core;

public sealed class GoldenTests
{
    private static readonly Dictionary<string, Func<Inputs, Tensor>> s_cases = new()
    {
        ["add"] = t => t.X + t.Y,
        ["subtract_from"] = t => 2.5 - t.X,
        ["multiply"] = t => t.X * t.Y,
        ["divide"] = t => t.X / t.P,
        ["divide_number"] = t => 3.0 / t.P,
        ["remainder"] = t => t.X % 0.7,
        ["power"] = t => t.P.pow(2.5),
        ["power_tensor"] = t => t.P.pow(t.Y),
        ["exp"] = t => t.X.exp(),
        ["log"] = t => t.P.log(),
        ["sqrt"] = t => t.P.sqrt(),
        ["rsqrt"] = t => t.P.rsqrt(),
        ["tanh"] = t => t.X.tanh(),
        ["sigmoid"] = t => t.X.sigmoid(),
        ["erf"] = t => t.X.erf(),
        ["sign"] = t => t.X.sign(),
        ["gelu"] = t => t.X.gelu(),
        ["silu"] = t => t.X.silu(),
        ["softplus"] = t => t.X.softplus(),
        ["log_sigmoid"] = t => t.X.log_sigmoid(),
        ["clamp"] = t => t.X.clamp(-0.5, 0.25),
        ["clamp_below"] = t => t.X.clamp(min: (Scalar)0.1),
        ["lerp"] = t => t.X.lerp(t.Y, t.P),
        ["addcmul"] = t => t.X.addcmul(t.Y, t.P, 0.5),
        ["addcdiv"] = t => t.X.addcdiv(t.Y, t.P, -2),
        ["maximum"] = t => maximum(t.X, t.Y),
        ["where"] = t => where(t.X > 0, t.X, t.Y),
        ["nan_to_num"] = t => (t.X / 0 * 0).nan_to_num(1.5),
        ["sum"] = t => t.X.sum(),
        ["sum_rows"] = t => t.X.sum(1),
        ["mean_columns"] = t => t.X.mean([0], true),
        ["std"] = t => t.X.std(1, unbiased: false),
        ["var"] = t => t.X.var(),
        ["prod"] = t => t.P.prod(0L),
        ["amax"] = t => t.B.amax([1, 2]),
        ["min_values"] = t => t.X.min(1).values,
        ["argmax"] = t => t.X.argmax(1),
        ["topk"] = t => t.X.topk(2, 1).values,
        ["sort_indices"] = t => t.X.sort(1, true).Indices,
        ["cumsum"] = t => t.X.cumsum(1),
        ["logsumexp"] = t => t.X.logsumexp(1),
        ["softmax"] = t => t.X.softmax(-1),
        ["log_softmax"] = t => t.X.log_softmax(0),
        ["norm"] = t => t.X.norm(),
        ["norm_rows"] = t => t.X.norm(1, p: 2f),
        ["norm_one"] = t => t.X.norm(1, p: 1f),
        ["quantile"] = t => t.X.quantile(tensor(0.3f), 1),
        ["matmul"] = t => t.X.matmul(t.M),
        ["bmm"] = t => t.B.bmm(t.B.transpose(1, 2)),
        ["addmm"] = t => t.Y.matmul(t.M).addmm(t.X, t.M, 0.5f, 2),
        ["outer"] = t => outer(t.X[0], t.Y[1]),
        ["einsum"] = t => einsum("bij,kj->bik", t.B, t.Y),
        ["cdist"] = t => cdist(t.X, t.Y),
        ["gather"] = t => t.X.gather(0, t.I),
        ["scatter_add"] = t => t.X.scatter_add(0, t.I, t.Y),
        ["index_select"] = t => t.X.index_select(1, tensor(new[] { 3L, 0L })),
        ["masked_fill"] = t => t.X.masked_fill(t.Y > 0, -9),
        ["tril"] = t => t.X.tril(-1),
        ["roll"] = t => t.X.roll(1, 1),
        ["flip"] = t => t.B.flip(0, 2),
        ["repeat_interleave"] = t => t.X.repeat_interleave(2, 1),
        ["permute"] = t => t.B.permute(2, 0, 1),
        ["cat"] = t => cat([t.X, t.Y], 1),
        ["stack"] = t => stack([t.X, t.Y], 1),
        ["unfold"] = t => t.X.unfold(1, 2, 2),
        ["linspace"] = _ => linspace(-1, 1, 7),
        ["bfloat16_product"] = t => t.X.to(ScalarType.BFloat16).matmul(t.M.to(ScalarType.BFloat16)).to(ScalarType.Float32),
        ["one_dimension_sliced"] = t => t.X[TensorIndex.Slice(1), TensorIndex.Slice(null, null, 2)] * 2,
    };

    public static TheoryData<string> Figures() => new(GoldenFigures.Names);

    [Theory]
    [MemberData(nameof(Figures))]
    public void An_operator_gives_what_eager_PyTorch_gives(string name)
    {
        using var scope = NewDisposeScope();
        Tensor result = s_cases[name](new Inputs()), expected = GoldenFigures.Result(name);
        Assert.Equal(expected.shape, result.shape);
        Assert.True(result.to(ScalarType.Float64).allclose(expected, rtol: 1e-5, atol: 1e-6, equal_nan: true), name);
    }

    private sealed class Inputs
    {
        internal Tensor X { get; } = GoldenFigures.Input("x");
        internal Tensor Y { get; } = GoldenFigures.Input("y");
        internal Tensor P { get; } = GoldenFigures.Input("p");
        internal Tensor M { get; } = GoldenFigures.Input("m");
        internal Tensor B { get; } = GoldenFigures.Input("b");
        internal Tensor I { get; } = GoldenFigures.Input("i").to(ScalarType.Int64);
    }
}
