namespace TorchSharp.Interop;

/// <summary>
/// What the brackets of <c>tensor[...]</c> amount to: first a view, made by selecting, slicing and adding dimensions from left
/// to right, then, if there are any, tensors of places in some of that view's dimensions. The rules are those of
/// Python's indexing.
/// </summary>
internal sealed class IndexPlan : IDisposable
{
    private readonly torch.Tensor _source;
    private readonly List<torch.Tensor?> _tensors = [];
    private readonly List<torch.Tensor> _made = [];
    private int _dimension;

    internal IndexPlan(torch.Tensor source, torch.TensorIndex[] indices)
    {
        _source = source;
        View = source;
        long named = indices.Sum(Consumed);
        if (named > source.ndim)
            throw new IndexOutOfRangeException($"Too many indices ({named}) for a tensor with {source.ndim} dimensions.");
        foreach (torch.TensorIndex index in indices) Apply(index, source.ndim - named);
    }

    /// <summary>The view that the tensors index; the source itself if nothing else was asked for.</summary>
    internal torch.Tensor View { get; private set; }

    internal bool HasTensors => _tensors.Count > 0;

    /// <summary>One entry per dimension of the view up to the last that has a tensor; null takes all of it.</summary>
    internal IReadOnlyList<torch.Tensor?> Tensors => _tensors;

    public void Dispose()
    {
        if (!ReferenceEquals(View, _source)) View.Dispose();
        foreach (torch.Tensor made in _made) made.Dispose();
    }

    /// <summary>How many dimensions of the source an index takes up.</summary>
    private static long Consumed(torch.TensorIndex index) => index.kind switch
    {
        torch.TensorIndex.Kind.Single or torch.TensorIndex.Kind.Slice => 1,
        torch.TensorIndex.Kind.Tensor => IsMask(index.tensor!) ? index.tensor!.ndim : 1,
        _ => 0,
    };

    private static bool IsMask(torch.Tensor tensor) => tensor.dtype is torch.ScalarType.Bool or torch.ScalarType.Byte;

    private void Apply(torch.TensorIndex index, long unnamed)
    {
        switch (index.kind)
        {
            case torch.TensorIndex.Kind.Single:
                Become(View.select(_dimension, index.startIndexOrBoolOrSingle ?? 0));
                break;
            case torch.TensorIndex.Kind.Slice:
                ApplySlice(index);
                _dimension++;
                break;
            case torch.TensorIndex.Kind.Ellipsis:
                _dimension += (int)unnamed;
                break;
            case torch.TensorIndex.Kind.Tensor:
                Record(index.tensor!);
                _dimension += (int)Consumed(index);
                break;
            case torch.TensorIndex.Kind.Bool:
                Become(View.unsqueeze(_dimension));
                torch.Tensor places = torch.tensor(index.startIndexOrBoolOrSingle != 0 ? [0L] : Array.Empty<long>(), device: View.device);
                _made.Add(places);
                Record(places);
                _dimension++;
                break;
            default:
                Become(View.unsqueeze(_dimension));
                _dimension++;
                break;
        }
    }

    private void ApplySlice(torch.TensorIndex index)
    {
        if (index.startIndexOrBoolOrSingle is null && index.stopIndex is null && index.step is null) return;
        Become(Aten.slice_Tensor.Call(View, _dimension, index.startIndexOrBoolOrSingle, index.stopIndex, index.step ?? 1).Tensor);
    }

    private void Record(torch.Tensor tensor)
    {
        while (_tensors.Count < _dimension) _tensors.Add(null);
        _tensors.Add(tensor);
    }

    private void Become(torch.Tensor next)
    {
        if (!ReferenceEquals(View, _source)) View.Dispose();
        View = next;
    }
}
