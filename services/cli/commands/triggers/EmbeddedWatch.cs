using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Cli.Progress;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Retraining;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary>One execution of <c>rampart watch-data</c>: hosts all services, keeps one watch and shows its runs.</summary>
sealed class EmbeddedWatch(ToolHosts hosts, PipelineDefinition pipeline, RampartConfiguration configuration, RunOutput output)
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    public async Task<int> KeepAsync(string who, CancellationToken cancellation)
    {
        var told = new WatchProgress(Console.Error);
        using IHost host = hosts.Watching(configuration, told);
        WatchDefinition definition = await host.Services.GetRequiredService<WatchRegister>().AddAsync(pipeline, who, cancellation);
        string places = string.Join(", ", definition.Places.Select(place => place.Prefix.Length == 0 ? place.Place : $"{place.Place} ({place.Prefix}...)"));
        await Console.Error.WriteLineAsync($"watch {pipeline.Name}: {(places.Length == 0 ? "watching" : $"watching {places}")}; Ctrl-C stops, and the same command goes on");
        await host.StartAsync(cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Task keeping = host.Services.GetRequiredService<IWatchKeeping>().KeepAsync(pipeline.Name, definition, stop.Token);
            // Neither ends by itself.
            await await Task.WhenAny(keeping, ShowAsync(host.Services, told, stop.Token));
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"watch {pipeline.Name}: stopped; the same command goes on from here");
            throw;
        }
        finally
        {
            await stop.CancelAsync();
            using var patience = new CancellationTokenSource(StopTimeout);
            await host.StopAsync(patience.Token);
        }
    }

    async Task ShowAsync(IServiceProvider services, WatchProgress told, CancellationToken cancellation)
    {
        await foreach (TriggeredRun run in told.Begun.ReadAllAsync(cancellation))
        {
            try
            {
                await new RunWatch(services, new RunMonitor(TimeProvider.System), output).ShowAsync(run.RunId, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && Mistakes.Explain(e) is { } mistake)
            {
                // One run that can't be shown must not end the watch.
                await Console.Error.WriteLineAsync(mistake.Message);
            }
        }
    }
}
