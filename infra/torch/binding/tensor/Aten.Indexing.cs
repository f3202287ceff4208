namespace TorchSharp.Interop;

/// <summary>Elements by their places.</summary>
internal static partial class Aten
{
    internal static readonly Op index_Tensor = new("index.Tensor(self, indices)");
    internal static readonly Op index_put_ = new("index_put_(self, indices, values, accumulate)");
    internal static readonly Op index_select = new("index_select(self, dim, index)");
    internal static readonly Op index_add = new("index_add(self, dim, index, source, alpha)");
    internal static readonly Op index_add_ = new("index_add_(self, dim, index, source, alpha)");
    internal static readonly Op index_copy = new("index_copy(self, dim, index, source)");
    internal static readonly Op index_copy_ = new("index_copy_(self, dim, index, source)");
    internal static readonly Op index_fill_int_Scalar = new("index_fill.int_Scalar(self, dim, index, value)");
    internal static readonly Op index_fill__int_Scalar = new("index_fill_.int_Scalar(self, dim, index, value)");
    internal static readonly Op gather = new("gather(self, dim, index)");
    internal static readonly Op scatter_src = new("scatter.src(self, dim, index, src)");
    internal static readonly Op scatter__src = new("scatter_.src(self, dim, index, src)");
    internal static readonly Op scatter_value = new("scatter.value(self, dim, index, value)");
    internal static readonly Op scatter__value = new("scatter_.value(self, dim, index, value)");
    internal static readonly Op scatter_add = new("scatter_add(self, dim, index, src)");
    internal static readonly Op scatter_add_ = new("scatter_add_(self, dim, index, src)");
    internal static readonly Op select_scatter = new("select_scatter(self, src, dim, index)");
    internal static readonly Op slice_scatter = new("slice_scatter(self, src, dim, start, end, step)");
    internal static readonly Op take = new("take(self, index)");
    internal static readonly Op take_along_dim = new("take_along_dim(self, indices, dim)");
    internal static readonly Op masked_fill_Scalar = new("masked_fill.Scalar(self, mask, value)");
    internal static readonly Op masked_fill__Scalar = new("masked_fill_.Scalar(self, mask, value)");
    internal static readonly Op masked_scatter = new("masked_scatter(self, mask, source)");
    internal static readonly Op masked_scatter_ = new("masked_scatter_(self, mask, source)");
    internal static readonly Op masked_select = new("masked_select(self, mask)");
    internal static readonly Op where_self = new("where.self(condition, self, other)");
    internal static readonly Op where = new("where(condition)");
    internal static readonly Op argwhere = new("argwhere(self)");
    internal static readonly Op searchsorted_Tensor = new("searchsorted.Tensor(sorted_sequence, self, out_int32, right)");
    internal static readonly Op bucketize_Tensor = new("bucketize.Tensor(self, boundaries, out_int32, right)");
    internal static readonly Op fill__Scalar = new("fill_.Scalar(self, value)");
    internal static readonly Op zero_ = new("zero_(self)");
}
