using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>An item under way, until it is disposed.</summary>
public sealed class WantedItem : IDisposable
{
    readonly EndedRuns _runs;
    readonly CancellationTokenSource _source = new();

    internal WantedItem(EndedRuns runs, WorkOrder order) => (_runs, Order) = (runs, order);

    /// <summary>The item and its run.</summary>
    public WorkOrder Order { get; }

    /// <summary>Cancelled when nobody wants the item any more.</summary>
    public CancellationToken Token => _source.Token;

    internal void Cancel() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _runs.Forget(this);
}
