using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rampart.Coordination;

/// <summary>
/// Looks around when the process has started and now and then afterwards: has open runs that nobody here has in hand taken up, by whichever
/// coordinator is active, and looks after those in hand. So a coordinator that dies leaves nothing behind that another does not find.
/// </summary>
sealed partial class CoordinationService(
    Coordinator coordinator,
    OpenRuns runs,
    ICoordinatorOutlet outlet,
    CoordinationOptions options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<CoordinationService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that the bus may have no queues, and what is published is lost.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(stoppingToken);
        }
        using var timer = new PeriodicTimer(options.LookAround, time);
        do
        {
            await LookAroundAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task LookAroundAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (string runId in await runs.FindAsync(coordinator.HasInHand, cancellation))
            {
                await outlet.TakeUpAsync(runId, cancellation);
            }
            await coordinator.LookAroundAsync(outlet, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // The store or the broker is away for a while. What was missed now is found the next time.
            LogMissed(e, options.LookAround);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not look after the runs; trying again in {Pause}.")]
    partial void LogMissed(Exception e, TimeSpan pause);
}
