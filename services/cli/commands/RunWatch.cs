using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Progress;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Reporting;

namespace Rampart.Cli.Commands;

/// <summary>Shows a run until it has ended, then writes its report. Whoever computes it may be this process or others.</summary>
/// <param name="services">The store and the catalog.</param>
/// <param name="monitor">What messages about the run go to, when a bus brings some.</param>
/// <param name="output">Where the results go.</param>
sealed class RunWatch(IServiceProvider services, RunMonitor monitor, RunOutput output)
{
    readonly IRunLogStore _logs = services.GetRequiredService<IRunLogStore>();
    readonly IArtifactStore _artifacts = services.GetRequiredService<IArtifactStore>();

    /// <summary>Shows a run of the services; whoever stops watching is told how to go on.</summary>
    public static async Task<int> FollowAsync(
        IServiceProvider services, RunMonitor monitor, string runId, RunOutput output, CancellationToken cancellation)
    {
        try
        {
            return await new RunWatch(services, monitor, output).ShowAsync(runId, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"run {runId}: goes on; `rampart watch {runId}` follows it again, `rampart cancel {runId}` stops it");
            throw;
        }
    }

    /// <summary>Returns the exit code that the run deserves.</summary>
    public async Task<int> ShowAsync(string runId, CancellationToken cancellation)
    {
        RunReading run = await RunReading.FindAsync(_logs, runId, cancellation);
        PipelineDefinition pipeline = await run.PipelineAsync(_artifacts, services.GetRequiredService<PipelineReader>(), cancellation);
        RunFinished finished = await FollowAsync(run.Id, pipeline, cancellation);
        return finished.Outcome == RunOutcome.Completed
            ? await ReportAsync(await RunReading.FindAsync(_logs, run.Id, cancellation), pipeline, cancellation)
            : await TellFailureAsync(finished);
    }

    async Task<RunFinished> FollowAsync(string runId, PipelineDefinition pipeline, CancellationToken cancellation)
    {
        monitor.Follow(runId, pipeline);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var follower = new RunLogFollower(_logs, services.GetRequiredService<StageCatalog>(), monitor, TimeProvider.System);
        Task following = follower.FollowAsync(runId, pipeline, stop.Token);
        Task showing = Terminal.IsInteractive
            ? new LiveProgress(Terminal.Errors(), TimeProvider.System).ShowAsync(monitor, stop.Token)
            : new PlainProgress(Console.Error, TimeProvider.System).ShowAsync(monitor, stop.Token);
        try
        {
            await await Task.WhenAny(following, showing);
            await Task.WhenAll(following, showing);
        }
        finally
        {
            await stop.CancelAsync();
        }
        return await monitor.Finished;
    }

    static async Task<int> TellFailureAsync(RunFinished finished)
    {
        await Console.Error.WriteLineAsync($"run {finished.RunId}: {finished.Outcome}");
        if (finished.Failure is { } failure)
        {
            await Console.Error.WriteAsync(failure.Kind is null ? "" : $"  kind:  {failure.Kind}\n");
            await Console.Error.WriteLineAsync($"  what:  {failure.What}\n  where: {failure.Where}\n  fix:   {failure.Fix}");
        }
        return ExitCode.Failed;
    }

    async Task<int> ReportAsync(RunReading run, PipelineDefinition pipeline, CancellationToken cancellation)
    {
        RunResults results = await ResultsReader.From(services).ReadAsync(run, cancellation);
        string folder = output.Write(results);
        string? model = ModelParts.Of(run, pipeline, pipeline.Publish) is { } published
            ? await new ModelExport(_artifacts).WriteAsync(published, results, Path.Combine(folder, ReportWriter.ModelFolder), folder, cancellation)
            : null;
        if (output.Json)
        {
            Console.Out.Write(ResultsJson.Render(results));
        }
        else
        {
            ResultsTable.Write(Terminal.Output(), results);
            Console.Out.WriteLine($"report: {Path.Combine(folder, "report.html")}");
            Console.Out.Write(results.Comparison is null ? "" : $"table:  {Path.Combine(folder, ReportFolder.ComparisonFile)}\n");
            Console.Out.Write(model is null ? "" : $"model:  {model}\n");
        }
        return results.Passed ? ExitCode.Ok : ExitCode.Failed;
    }
}
