using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The shape, and views with another one.</summary>
    public partial class Tensor
    {
        public long[] shape
        {
            get
            {
                TensorInfo info = Info;
                return Sizes(info).ToArray();
            }
        }

        public long ndim => Info.Dimensions;
        public long Dimensions => ndim;
        public long NumberOfElements => Info.Elements;
        public long dim() => ndim;
        public long numel() => NumberOfElements;
        public long[] size() => shape;

        public long size(int dim)
        {
            TensorInfo info = Info;
            return Sizes(info)[Wrap(dim, info.Dimensions)];
        }

        public unsafe long[] stride()
        {
            TensorInfo info = Info;
            long[] strides = new ReadOnlySpan<long>(info.Strides, info.Dimensions).ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim)
        {
            long[] strides = stride();
            return strides[Wrap(dim, strides.Length)];
        }

        public bool is_contiguous() => Info.IsContiguous;
        public long storage_offset() => Info.StorageOffset;

        public Tensor view(params long[] shape) => Aten.view.Call(this, shape).Tensor;
        public Tensor view_as(Tensor other) => view(other.shape);
        public Tensor reshape(params long[] shape) => Aten.reshape.Call(this, shape).Tensor;
        public Tensor permute(params long[] permutation) => Aten.permute.Call(this, permutation).Tensor;
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Call(this, dim0, dim1).Tensor;
        public Tensor transpose_(long dim0, long dim1) => InPlace(Aten.transpose_.Call(this, dim0, dim1));
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor t() => Aten.t.Call(this).Tensor;
        public Tensor T => Aten.numpy_T.Call(this).Tensor;
        public Tensor mT => Aten.mT.Call(this).Tensor;
        public Tensor contiguous() => Aten.contiguous.Call(this).Tensor;
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Call(this, dim).Tensor;
        public Tensor unsqueeze_(long dim) => InPlace(Aten.unsqueeze_.Call(this, dim));

        public Tensor squeeze(long? dim = null) =>
            dim is { } given ? Aten.squeeze_dim.Call(this, given).Tensor : Aten.squeeze.Call(this).Tensor;

        public Tensor squeeze_(long? dim = null) =>
            InPlace(dim is { } given ? Aten.squeeze__dim.Call(this, given) : Aten.squeeze_.Call(this));

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.Call(this, start_dim, end_dim).Tensor;
        public Tensor unflatten(long dim, params long[] sizes) => Aten.unflatten_int.Call(this, dim, sizes).Tensor;
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Aten.expand.Call(this, sizes, isImplicit).Tensor;
        public Tensor expand(Size sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes.Shape, isImplicit);
        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);
        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);
        public Tensor expand_as(Tensor other) => expand((ReadOnlySpan<long>)other.shape);
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Call(this, shape).Tensor;
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Call(this, source, destination).Tensor;
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Aten.as_strided.Call(this, size, strides, storageOffset).Tensor;

        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Call(this, dimension, size, step).Tensor;

        internal TensorInfo Info => TensorInfo.Of(this);

        /// <summary>The sizes lie in the tensor's own memory: copy them before it may go.</summary>
        private static unsafe ReadOnlySpan<long> Sizes(in TensorInfo info) => new(info.Sizes, info.Dimensions);

        private static int Wrap(int dim, int dimensions)
        {
            int wrapped = dim < 0 ? dim + dimensions : dim;
            if ((uint)wrapped >= (uint)dimensions)
                throw new IndexOutOfRangeException($"Dimension {dim} is out of range for a tensor with {dimensions} dimensions.");
            return wrapped;
        }
    }
}
