using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Hosting;
using Rampart.Investigation.Replaying;
using Rampart.Journal;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Cli.Replays;

/// <summary>Everything that one execution of <c>rampart replay</c> works with, from the sandbox to the stages.</summary>
sealed class ReplayBench : IDisposable
{
    readonly ReplayContext _context;

    ReplayBench(ReplayContext context) => _context = context;

    /// <summary>Sets everything up.</summary>
    public static ReplayBench Open(IServiceProvider services, RampartOptions options, ReplayRequest request)
    {
        IStoreView store = services.GetRequiredService<IStoreView>();
        Sandbox sandbox = Sandbox.Open(store.Artifacts, request.Keep);
        var execution = new LocalExecution(
            services.GetRequiredService<StageComputation>(), services.GetRequiredService<INumerics>(), services.GetRequiredService<Worker>(), sandbox);
        return new ReplayBench(new ReplayContext(
            store, services.GetService<IJournalReader>(), services.GetRequiredService<PipelineReader>(), services.GetRequiredService<StageCatalog>(), sandbox, execution,
            services.GetRequiredService<WarmCache>(), options.Concurrency, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Does what is asked for, with its progress on standard error.</summary>
    public async Task<ReplayReport> RunAsync(ReplayRequest request, CancellationToken cancellation)
    {
        return await ReplayProgressView.ShowAsync(
            request.Json, progress => new RunReplay(_context).RunAsync(request.Run!, request.Selection, progress, cancellation));
    }

    public void Dispose() => _context.Sandbox.Dispose();
}
