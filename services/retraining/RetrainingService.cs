using Microsoft.Extensions.Hosting;
using Rampart.Artifacts;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>
/// Keeps all watches of the store. Several processes may: of all who plan a run or begin it, one does, and the others find that out.
/// </summary>
sealed class RetrainingService(
    WatchRegister register, IWatchKeeping keeping, IWatchObserver observer, RetrainingOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    const string Everything = "*";

    readonly Dictionary<string, (int Version, CancellationTokenSource Stop, Task Work)> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that the bus may have no queues, and what is published is lost.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(stoppingToken);
        }
        try
        {
            while (true)
            {
                await LookAroundAsync(stoppingToken);
                await Task.Delay(options.LookAround, time, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_kept.Keys.ToList().Select(StopAsync));
        }
    }

    async Task LookAroundAsync(CancellationToken cancellation)
    {
        try
        {
            IReadOnlyDictionary<string, WatchDefinition> watches = await register.ListAsync(cancellation);
            foreach (string gone in _kept.Keys.Where(name => watches.GetValueOrDefault(name)?.Number != _kept[name].Version).ToList())
            {
                await StopAsync(gone);
            }
            foreach ((string name, WatchDefinition definition) in watches.Where(watch => !_kept.ContainsKey(watch.Key)))
            {
                Keep(name, definition, cancellation);
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            observer.Failed(Everything, "looking for watches", e);
        }
    }

    void Keep(string name, WatchDefinition definition, CancellationToken cancellation)
    {
        try
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _kept.Add(name, (definition.Number, stop, keeping.KeepAsync(name, definition, stop.Token)));
        }
        catch (Exception e) when (e is ArtifactException or PipelineException)
        {
            // One that can't be kept must not be in the way of the others.
            observer.Failed(name, "reading its definition", e);
        }
    }

    async Task StopAsync(string name)
    {
        _kept.Remove(name, out (int Version, CancellationTokenSource Stop, Task Work) kept);
        await kept.Stop.CancelAsync();
        await kept.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        kept.Stop.Dispose();
    }
}
