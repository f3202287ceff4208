using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;

namespace Rampart.Benchmarks.Messaging;

/// <summary>
/// What one item costs besides its own work: from one entry of the run's log to the next, through order, execution, commit, completion
/// and append. Coordinator and worker are hosts of their own when there is a broker between them.
/// </summary>
sealed class Overhead : IAsyncDisposable
{
    readonly IReadOnlyList<IHost> _hosts;

    Overhead(IReadOnlyList<IHost> hosts) => _hosts = hosts;

    public static async Task<Overhead> StartAsync(RampartOptions options)
    {
        IHost[] hosts = options.Bus.Uri is null ? [Host(options, _ => true)] : [Host(options, queue => queue == "coordination"), Host(options, queue => queue != "coordination")];
        foreach (IHost host in hosts)
        {
            await host.StartAsync();
        }
        return new Overhead(hosts);
    }

    /// <summary>Milliseconds per item, in order, the first few left out; a second call with the same seed measures cache hits.</summary>
    public async Task<IReadOnlyList<double>> MeasureAsync(int seed, int items)
    {
        const int warmUp = 20;
        IServiceProvider services = _hosts[0].Services;
        PipelineDefinition pipeline = services.GetRequiredService<PipelineReader>().Read(EmptyChain.Pipeline(seed, items + warmUp), "benchmark", []);
        OpenedRun run = await services.GetRequiredService<RunOpening>().OpenAsync(pipeline, "cpu-float32", "benchmark", fresh: true, CancellationToken.None);
        await services.GetRequiredService<IBus>().Publish(new StartRun(run.Id));
        IRunLogStore logs = services.GetRequiredService<IRunLogStore>();
        while (await logs.LastAsync(run.Id, CancellationToken.None) is not { Event: RunCompleted })
        {
            await Task.Delay(100);
        }
        List<DateTimeOffset> times = [.. (await logs.ReadAsync(run.Id, CancellationToken.None)).Where(entry => entry.Event is ItemCompleted).Select(entry => entry.Time)];
        return [.. times.Zip(times.Skip(1), (before, after) => (after - before).TotalMilliseconds).Skip(warmUp - 1)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    static IHost Host(RampartOptions options, Func<string, bool> consumes)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddEmptyChain().AddCoordination().AddRampart(options, consumes);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        return builder.Build();
    }
}
