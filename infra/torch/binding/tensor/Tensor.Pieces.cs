using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Pieces of a tensor, and repetitions of it.</summary>
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length).Tensor;
        public Tensor select(long dim, long index) => Aten.select_int.Call(this, dim, index).Tensor;
        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice_Tensor.Call(this, dim, start, finish, step).Tensor;
        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.chunk.Call(this, chunks, dim).List;
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.Call(this, size, dim).List;
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Aten.split_with_sizes.Call(this, sizes, dim).List;
        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);
        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes, 0);
        public Tensor[] tensor_split(long size, long dim = 0L) => Aten.tensor_split_sections.Call(this, size, dim).List;
        public Tensor[] unbind(long dimension = 0L) => Aten.unbind_int.Call(this, dimension).List;

        public Tensor repeat(params long[] sizes) => Aten.repeat.Call(this, sizes).Tensor;
        public Tensor tile(long[] reps) => Aten.tile.Call(this, reps).Tensor;

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Call(this, repeats, dim, output_size).Tensor;

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Call(this, repeats, dim, output_size).Tensor;

        public Tensor flip(params long[] dims) => Aten.flip.Call(this, dims).Tensor;
        public Tensor fliplr() => Aten.fliplr.Call(this).Tensor;
        public Tensor flipud() => Aten.flipud.Call(this).Tensor;
        public Tensor roll(long shifts, long? dims = null) => roll((ReadOnlySpan<long>)[shifts], dims is { } given ? [given] : default);
        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);
        public Tensor roll(long[] shifts) => roll((ReadOnlySpan<long>)shifts, [0]);
        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Aten.roll.Call(this, shifts, dims).Tensor;
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.rot90.Call(this, k, new[] { dims?.Item1 ?? 0, dims?.Item2 ?? 1 }).Tensor;

        public Tensor tril(long diagonal = 0) => Aten.tril.Call(this, diagonal).Tensor;
        public Tensor tril_(long diagonal = 0) => Aten.tril_.Call(this, diagonal).Tensor;
        public Tensor triu(long diagonal = 0) => Aten.triu.Call(this, diagonal).Tensor;
        public Tensor triu_(long diagonal = 0) => Aten.triu_.Call(this, diagonal).Tensor;
        public Tensor diag(long diagonal = 0) => Aten.diag.Call(this, diagonal).Tensor;
        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) => Aten.diag_embed.Call(this, offset, dim1, dim2).Tensor;
        public Tensor diagflat(long offset = 0) => Aten.diagflat.Call(this, offset).Tensor;
        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Aten.diagonal.Call(this, offset, dim1, dim2).Tensor;
    }
}
