namespace Rampart.Stages;

/// <summary>
/// Keeps costly objects (a loaded model) between items of one process. What is kept is a function of its key, so a hit changes speed,
/// never a result. An object is lent to one item at a time: models are not thread-safe.
/// </summary>
public sealed class WarmCache(int capacity = 8)
{
    readonly Lock _gate = new();
    readonly LinkedList<(string Key, IDisposable Value)> _idle = new();

    /// <summary>Lends the object of this key, made by <paramref name="make"/> if none is idle; give it back by disposing the loan.</summary>
    public Loan<T> Borrow<T>(string key, Func<T> make) where T : class, IDisposable
    {
        lock (_gate)
        {
            for (var node = _idle.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key && node.Value.Value is T idle)
                {
                    _idle.Remove(node);
                    return new Loan<T>(this, key, idle);
                }
            }
        }
        return new Loan<T>(this, key, make());
    }

    /// <summary>Disposes whatever is idle, for the memory it holds.</summary>
    public void Clear()
    {
        List<IDisposable> idle;
        lock (_gate)
        {
            idle = [.. _idle.Select(kept => kept.Value)];
            _idle.Clear();
        }
        idle.ForEach(value => value.Dispose());
    }

    void Return(string key, IDisposable value)
    {
        IDisposable? evicted = null;
        lock (_gate)
        {
            _idle.AddFirst((key, value));
            if (_idle.Count > capacity)
            {
                evicted = _idle.Last!.Value.Value;
                _idle.RemoveLast();
            }
        }
        evicted?.Dispose();
    }

    /// <summary>An object lent until disposed.</summary>
    public sealed class Loan<T>(WarmCache cache, string key, T value) : IDisposable where T : class, IDisposable
    {
        bool _returned;

        /// <summary>The object.</summary>
        public T Value { get; } = value;

        /// <summary>Gives the object back.</summary>
        public void Dispose()
        {
            if (_returned)
            {
                return;
            }
            _returned = true;
            cache.Return(key, Value);
        }
    }
}
