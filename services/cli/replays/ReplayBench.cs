using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Hosting;
using Rampart.Investigation;
using Rampart.Investigation.Pages;
using Rampart.Investigation.Replaying;
using Rampart.Journal;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Cli.Replays;

/// <summary>Everything that one execution of <c>rampart replay</c> works with, from the sandbox to the stages.</summary>
sealed class ReplayBench : IAsyncDisposable
{
    readonly ReplayContext _context;

    ReplayBench(ReplayContext context) => _context = context;

    /// <summary>Sets everything up.</summary>
    public static async Task<ReplayBench> OpenAsync(IServiceProvider services, RampartOptions options, ReplayRequest request, CancellationToken cancellation)
    {
        IStoreView store = services.GetRequiredService<IStoreView>();
        Sandbox sandbox = Sandbox.Open(store.Artifacts, request.Keep);
        try
        {
            IItemExecution execution = request.Build is { } build
                ? await ForeignBuild.StartAsync(build, options.Store, sandbox, options.Concurrency, cancellation)
                : Execution(services, sandbox);
            return new ReplayBench(new ReplayContext(
                store, services.GetService<IJournalReader>(), services.GetRequiredService<PipelineReader>(), services.GetRequiredService<StageCatalog>(), sandbox, execution,
                services.GetRequiredService<WarmCache>(), options.Concurrency, services.GetRequiredService<TimeProvider>(), request.Build));
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }
    }

    /// <summary>Executes with the stages of this process.</summary>
    public static LocalExecution Execution(IServiceProvider services, Sandbox sandbox) => new(
        services.GetRequiredService<StageComputation>(), services.GetRequiredService<INumerics>(), services.GetRequiredService<Worker>(), sandbox);

    /// <summary>Does what is asked for, with its progress on standard error.</summary>
    public Task<ReplayReport> RunAsync(ReplayRequest request, CancellationToken cancellation) =>
        ReplayProgressView.ShowAsync(request.Json, progress => RunAsync(request, progress, cancellation));

    Task<ReplayReport> RunAsync(ReplayRequest request, IProgress<ReplayProgress> progress, CancellationToken cancellation) => request switch
    {
        { Message: { } message } => new MessageReplay(_context).RunAsync(message, request.OrderChange, progress, cancellation),
        { Bisect: true, Against: { } against } => new RunBisect(_context).RunAsync(request.Run!, against, request.Selection, progress, cancellation),
        { Bisect: true } => new RunBisect(_context).RunAsync(request.Run!, request.Selection, progress, cancellation),
        { ChangesPipeline: true } => new PipelineWhatIf(_context).RunAsync(request.Run!, request.Selection.Stage, request.Set, progress, cancellation),
        _ => new RunReplay(_context).RunAsync(request.Run!, request.Selection, request.OrderChange, progress, cancellation),
    };

    /// <summary>Gathers what a page about it shows, while the sandbox still has what came out.</summary>
    public Task<ReplayPageContent> PageAsync(ReplayReport report, CancellationToken cancellation) => new ReplayPageReader(
        new RecordedStore(_context.Store.Artifacts, _context.Store.Results, _context.Store.Logs, _context.Journal, _context.Catalog), _context.Sandbox)
        .ReadAsync(report, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_context.Execution is IAsyncDisposable process)
        {
            await process.DisposeAsync();
        }
        _context.Sandbox.Dispose();
    }
}
