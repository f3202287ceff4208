using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus;
using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Cli.Commands;

/// <summary>One execution of <c>rampart run</c>: opens the run and hosts all services while it is watched.</summary>
sealed class EmbeddedRun(ToolHosts hosts, PipelineDefinition pipeline, RampartOptions options, RunOutput output)
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    public async Task<int> ExecuteAsync(bool fresh, CancellationToken cancellation)
    {
        var monitor = new RunMonitor(TimeProvider.System);
        using IHost host = hosts.Embedded(options, monitor);
        string numerics = RunNumerics.Of(pipeline);
        OpenedRun opened = await host.Services.GetRequiredService<RunOpening>().OpenAsync(pipeline, numerics, CodeVersion.Current, fresh, cancellation);
        string how = opened.Resumed ? $"goes on, {opened.Finished} items have finished before" : numerics;
        await Console.Error.WriteLineAsync($"run {opened.Id}: {how}");
        await host.StartAsync(cancellation);
        try
        {
            await host.Services.GetRequiredService<IMessagePublisher>().PublishAsync(new StartRun(opened.Id), NewId.NextGuid(), cancellation);
            return await new RunWatch(host.Services, monitor, output).ShowAsync(opened.Id, cancellation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"run {opened.Id}: interrupted; the same command goes on from here");
            throw;
        }
        finally
        {
            // What is being computed stops at its next step; artifacts are written whole or not at all, so nothing can be left half done.
            using var patience = new CancellationTokenSource(StopTimeout);
            await host.StopAsync(patience.Token);
        }
    }
}
