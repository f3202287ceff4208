namespace TorchSharp;

/// <summary>
/// Disposes the tensors that its thread creates while it is the innermost scope. The tensors lie in an array and each knows
/// its place in it, so that adding and removing one costs a few nanoseconds.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager? _manager;
    private torch.Tensor[] _tensors = [];
    private int _count;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.CurrentDisposeScope;
    }

    internal DisposeScope? OuterScope { get; set; }

    public int DisposablesCount
    {
        get
        {
            ThrowIfDisposed();
            return _count;
        }
    }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ThrowIfDisposed();
            return _tensors.AsSpan(0, _count).ToArray();
        }
    }

    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && tensor.OwningDisposeScope == this;

    public void Attach(IDisposable disposable) => Attach([disposable]);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ThrowIfDisposed();
        var attached = new List<IDisposable>();
        foreach (IDisposable disposable in disposables)
        {
            if (TakeOver(disposable)) _manager!.StatisticsInstance.TensorStatistics.AttachedToScopeCount++;
            attached.Add(disposable);
        }

        return attached;
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfDisposed();
        if (Contains(disposable)) Remove((torch.Tensor)disposable);
    }

    public void DisposeEverything()
    {
        ThrowIfDisposed();
        torch.Tensor[] tensors = _tensors;
        while (_count > 0) tensors[_count - 1].Dispose();
    }

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ThrowIfDisposed();
        var keep = new HashSet<object>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (torch.Tensor tensor in _tensors.AsSpan(0, _count).ToArray())
        {
            if (!keep.Contains(tensor)) tensor.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public void Dispose()
    {
        if (_manager is null) return;
        DisposeEverything();
        _manager.RemoveDisposeScope(this);
        _manager = null;
    }

    internal static void ReplaceWith(torch.Tensor original, torch.Tensor replacement)
    {
        DisposeScope? scope = original.OwningDisposeScope;
        if (scope is null) return;
        scope.Remove(original);
        scope.TakeOver(replacement);
    }

    internal void Add(torch.Tensor tensor)
    {
        if (_count == _tensors.Length) Array.Resize(ref _tensors, Math.Max(16, _count * 2));
        _tensors[_count] = tensor;
        tensor.OwningDisposeScope = this;
        tensor.PlaceInScope = _count++;
    }

    /// <summary>The last one takes the place of the one that leaves.</summary>
    internal void Remove(torch.Tensor tensor)
    {
        torch.Tensor last = _tensors[--_count];
        _tensors[tensor.PlaceInScope] = last;
        last.PlaceInScope = tensor.PlaceInScope;
        _tensors[_count] = null!;
        tensor.OwningDisposeScope = null;
    }

    private bool TakeOver(IDisposable disposable)
    {
        if (disposable is not torch.Tensor tensor)
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        if (tensor.OwningDisposeScope == this) return false;
        tensor.OwningDisposeScope?.Remove(tensor);
        Add(tensor);
        return true;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}
