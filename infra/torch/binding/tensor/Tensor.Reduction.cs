using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sums, products, norms and truth of many elements.</summary>
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.sum.Call(this, type).Tensor;
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Call(this, dim, keepdim, type).Tensor;
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Aten.mean.Call(this).Tensor;
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.Call(this, dimensions, keepdim, type).Tensor;
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.nanmean.Call(this, dim is { } given ? new long[] { given } : null, keepdim, dtype).Tensor;

        public Tensor prod(ScalarType? type = null) => Aten.prod.Call(this, type).Tensor;
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.Call(this, dim, keepdim, type).Tensor;
        public Tensor nansum() => Aten.nansum.Call(this).Tensor;
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Call(this, dim, type).Tensor;
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Call(this, dim, type).Tensor;
        public (Tensor values, Tensor indexes) cummax(long dim) => Aten.cummax.Call(this, dim).Pair;
        public (Tensor values, Tensor indexes) cummin(long dim) => Aten.cummin.Call(this, dim).Pair;
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Call(this, new[] { dim }, keepdim).Tensor;
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Call(this, dim).Tensor;

        public Tensor norm(float p = 2.0f) => Aten.norm_Scalar.Call(this, (Scalar)p).Tensor;
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Aten.norm_ScalarOpt_dim.Call(this, (Scalar)p, new long[] { dim }, keepdim).Tensor;
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.renorm.Call(this, (Scalar)p, dim, (Scalar)maxnorm).Tensor;
        public Tensor dist(Tensor other, float p = 2.0f) => Aten.dist.Call(this, other, (Scalar)p).Tensor;

        public Tensor all() => Aten.all.Call(this).Tensor;
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Call(this, dim, keepdim).Tensor;
        public Tensor any() => Aten.any.Call(this).Tensor;
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Call(this, dim, keepdim).Tensor;
        public Tensor count_nonzero(long[]? dims = null) => Aten.count_nonzero_dim_IntList.Call(this, dims ?? []).Tensor;
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Call(this, weights, minlength).Tensor;
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.Call(this, bins, min, max).Tensor;
    }
}
