using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reading and writing elements by tensors of places or masks.</summary>
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index).Tensor;
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.Call(this, dim, index, source, alpha).Tensor;
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => InPlace(Aten.index_add_.Call(this, dim, index, source, alpha));
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Call(this, dim, index, source).Tensor;
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace(Aten.index_copy_.Call(this, dim, index, source));
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Call(this, dim, index, value).Tensor;
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => InPlace(Aten.index_fill__int_Scalar.Call(this, dim, index, value));
        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index).Tensor;
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Call(this, dim, index, src).Tensor;
        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace(Aten.scatter__src.Call(this, dim, index, src));
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Call(this, dim, index, src).Tensor;
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(Aten.scatter_add_.Call(this, dim, index, src));
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.select_scatter.Call(this, src, dim, index).Tensor;
        public Tensor slice_scatter(Tensor src, long dim = 0L, long? start = null, long? end = null, long step = 1L) => Aten.slice_scatter.Call(this, src, dim, start, end, step).Tensor;
        public Tensor take(Tensor index) => Aten.take.Call(this, index).Tensor;
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Call(this, indices).Tensor;
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Call(this, indices, dim).Tensor;

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Call(this, mask, value).Tensor;
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(Aten.masked_fill__Scalar.Call(this, mask, value));
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Call(this, mask, value).Tensor;
        public Tensor masked_scatter_(Tensor mask, Tensor value) => InPlace(Aten.masked_scatter_.Call(this, mask, value));
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Call(this, mask).Tensor;
        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.Call(condition, this, y).Tensor;
        public Tensor nonzero() => Aten.nonzero.Call(this).Tensor;
        public Tensor argwhere() => Aten.argwhere.Call(this).Tensor;

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.bucketize_Tensor.Call(this, boundaries, outInt32, right).Tensor;

        public Tensor fill_(Scalar value) => InPlace(Aten.fill__Scalar.Call(this, value));

        /// <summary>Unlike the other in-place operations this one returns a second handle, as in TorchSharp.</summary>
        public Tensor zero_() => Aten.zero_.Call(this).Tensor;
    }
}
