using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Standard deviation and variance.</summary>
    public partial class Tensor
    {
        public Tensor std(bool unbiased = true) => Aten.std.Call(this, unbiased).Tensor;
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Typed(Aten.std_dim.Call(this, dimensions, unbiased, keepdim).Tensor, type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim], unbiased, keepdim, type);
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.std_mean.Call(this, unbiased).Pair;

        public (Tensor std, Tensor mean) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (spread, mean) = Aten.std_mean_dim.Call(this, dimensions, unbiased, keepdim).Pair;
            return (Typed(spread, type), Typed(mean, type));
        }

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Aten.var.Call(this, unbiased).Tensor;
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Typed(Aten.var_dim.Call(this, dimensions, unbiased, keepdim).Tensor, type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Aten.var_mean.Call(this, unbiased).Pair;

        public (Tensor std, Tensor mean) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var (spread, mean) = Aten.var_mean_dim.Call(this, dimensions, unbiased, keepdim).Pair;
            return (Typed(spread, type), Typed(mean, type));
        }

        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        private static Tensor Typed(Tensor result, ScalarType? type) =>
            type is { } wanted && result.dtype != wanted ? result.to_type(wanted, disposeAfter: true) : result;
    }
}
