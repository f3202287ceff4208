using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The brackets: <c>tensor[0, .., mask]</c>.</summary>
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Set(value, [i1]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Single([i1, i2]);
            set => Set(value, [i1, i2]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Single([i1, i2, i3]);
            set => Set(value, [i1, i2, i3]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Single([i1, i2, i3, i4]);
            set => Set(value, [i1, i2, i3, i4]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Single(indices);
            set => Set(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var plan = new IndexPlan(this, indices);
            return plan.HasTensors
                ? Aten.index_Tensor.Call(plan.View, Arg.OptionalTensors(plan.Tensors)).Tensor
                : Aten.alias.Call(plan.View).Tensor;
        }

        public Tensor index(params Tensor[] indices) => index(Indices(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var plan = new IndexPlan(this, indices);
            if (plan.HasTensors)
                Aten.index_put_.Call(plan.View, Arg.OptionalTensors(plan.Tensors), value, accumulate).Discard();
            else if (accumulate)
                throw new ArgumentException("Accumulating needs at least one tensor among the indices.", nameof(indices));
            else
                plan.View.copy_(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Indices(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            index_put_(value, Indices(indices), accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var plan = new IndexPlan(this, indices);
            if (plan.HasTensors)
            {
                using Tensor filled = full([], value, dtype, device);
                Aten.index_put_.Call(plan.View, Arg.OptionalTensors(plan.Tensors), filled).Discard();
            }
            else
            {
                plan.View.fill_(value);
            }

            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Indices(indices));

        private static TensorIndex[] Indices(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);

        private Tensor Single(ReadOnlySpan<long> places)
        {
            Tensor current = select(0, places[0]);
            foreach (long place in places[1..])
            {
                Tensor next = current.select(0, place);
                current.Dispose();
                current = next;
            }

            return current;
        }

        private void Set(Tensor value, ReadOnlySpan<long> places)
        {
            using Tensor place = Single(places);
            place.copy_(value);
        }
    }
}
