using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Extrema, order and distinct values.</summary>
    public partial class Tensor
    {
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amax.Call(this, dims, keepdim).Tensor);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)dims, keepdim, @out);
        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Aten.amin.Call(this, dims, keepdim).Tensor);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)dims, keepdim, @out);
        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Aten.aminmax.Call(this, dim, keepdim).Pair;

        public Tensor max() => Aten.max.Call(this).Tensor;
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.Call(this, dim, keepdim).Pair;
        public Tensor min() => Aten.min.Call(this).Tensor;
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.Call(this, dim, keepdim).Pair;
        public Tensor median() => Aten.median.Call(this).Tensor;
        public Tensor argmax() => Aten.argmax.Call(this).Tensor;
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Call(this, dim, keepdim).Tensor;
        public Tensor argmin() => Aten.argmin.Call(this).Tensor;
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Call(this, dim, keepdim).Tensor;

        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Call(this, dim, descending).Tensor;

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.Call(this, stable, dim, descending).Pair;

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.Call(this, k, dim, largest, sorted).Pair;

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.Call(this, k, dim ?? -1, keepdim).Pair;
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.Call(this, q, dim, keepdim).Tensor;

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            var (output, inverse, counts) = dim is { } given
                ? Aten.unique_dim.Call(this, given, sorted, return_inverse, return_counts).Triple
                : Aten._unique2.Call(this, sorted, return_inverse, return_counts).Triple;
            return (output, Asked(inverse, return_inverse), Asked(counts, return_counts));
        }

        private static Tensor? Asked(Tensor result, bool asked)
        {
            if (asked) return result;
            result.Dispose();
            return null;
        }

        private static Tensor Into(Tensor? target, Tensor result)
        {
            if (target is null) return result;
            target.set_(result);
            result.Dispose();
            return target;
        }
    }
}
