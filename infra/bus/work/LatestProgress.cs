using MassTransit;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>Takes progress reports as they come, from the computing thread, and publishes the latest one now and then.</summary>
sealed class LatestProgress : IProgress<StageProgress>, IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    readonly Lock _gate = new();
    readonly CancellationTokenSource _stop = new();
    readonly IPublishEndpoint _bus;
    readonly WorkOrder _order;
    readonly Task _publishing;
    StageProgress? _latest;

    public LatestProgress(IPublishEndpoint bus, WorkOrder order, TimeProvider time)
    {
        (_bus, _order) = (bus, order);
        _publishing = PublishAsync(time);
    }

    public void Report(StageProgress value)
    {
        lock (_gate)
        {
            _latest = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _publishing;
        _stop.Dispose();
    }

    async Task PublishAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (Take() is { } progress)
                {
                    await _bus.Publish(new WorkItemProgressed(_order.RunId, _order.Stage, _order.Item, progress.Done, progress.Total, progress.Unit), _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The item is done; what it reported last is of no interest any more.
            return;
        }
    }

    StageProgress? Take()
    {
        lock (_gate)
        {
            (StageProgress? latest, _latest) = (_latest, null);
            return latest;
        }
    }
}
