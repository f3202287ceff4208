using MassTransit;
using Microsoft.Extensions.Logging;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>
/// Takes progress reports as they come, from the computing thread, counts samples, and publishes the latest report now and then. That one is
/// for people: it may get lost, and nothing fails with it.
/// </summary>
sealed partial class LatestProgress : IProgress<StageProgress>, IAsyncDisposable
{
    const string Samples = "samples";
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    readonly Lock _gate = new();
    readonly CancellationTokenSource _stop = new();
    readonly IMessagePublisher _publisher;
    readonly WorkOrder _order;
    readonly ILogger _logger;
    readonly Task _publishing;
    StageProgress? _latest;
    long _samples;

    public LatestProgress(IMessagePublisher publisher, WorkOrder order, TimeProvider time, ILogger logger)
    {
        (_publisher, _order, _logger) = (publisher, order, logger);
        _publishing = PublishAsync(time);
    }

    public void Report(StageProgress value)
    {
        if (value.Unit == Samples)
        {
            // A further attempt begins again at none; what it does again is counted again.
            long before = Interlocked.Exchange(ref _samples, value.Done);
            Measurements.SamplesProcessed(_order.Work.Kind, value.Done >= before ? value.Done - before : value.Done);
        }
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
                if (Take() is { } progress && _order.Verify is null) // people see an item go on once
                {
                    await PublishAsync(progress);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The item is done; what it reported last is of no interest any more.
            return;
        }
    }

    async Task PublishAsync(StageProgress progress)
    {
        try
        {
            var message = new WorkItemProgressed(_order.RunId, _order.Stage, _order.Item, progress.Done, progress.Total, progress.Unit);
            await _publisher.PublishAsync(message, NewId.NextGuid(), _stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogLost(e);
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

    [LoggerMessage(LogLevel.Debug, "A progress report could not be sent.")]
    partial void LogLost(Exception e);
}
