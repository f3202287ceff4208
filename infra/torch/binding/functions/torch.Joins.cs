using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Joined(tensors as Tensor[] ?? tensors.ToArray(), dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Joined(tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Joined(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack.Call(Arg.Tensors(tensors.ToArray()), dim).Tensor;

    public static Tensor hstack(params Tensor[] tensors) => Aten.hstack.Call(tensors).Tensor;

    public static Tensor vstack(Tensor[] tensors) => Aten.vstack.Call(tensors).Tensor;

    public static Tensor dstack(params Tensor[] tensors) => Aten.dstack.Call(tensors).Tensor;

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.broadcast_tensors.Call(tensors).List;

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.meshgrid_indexing.Call(Arg.Tensors(tensors.ToArray()), indexing).List;

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    public static Tensor[] where(Tensor condition) => Aten.where.Call(condition).List;

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) => tensor.split(split_size_or_sections, dim);

    public static Tensor[] unbind(Tensor input, long dim = 0L) => input.unbind(dim);

    private static Tensor Joined(Tensor[] tensors, long dim)
    {
        if (tensors.Length == 0) throw new ArgumentException(nameof(tensors));
        return Aten.cat.Call(tensors, dim).Tensor;
    }
}
