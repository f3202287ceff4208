using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Artifacts;
using Rampart.Cli.Progress;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Reporting;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary>One execution of <c>rampart run</c>: opens the run, hosts the services until it ends, writes the report.</summary>
sealed class PipelineRun(ToolHosts hosts, PipelineDefinition pipeline, RampartOptions options, string outFolder)
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    readonly IAnsiConsole _errors = Terminal.Errors();

    public async Task<int> ExecuteAsync(bool fresh, bool json, CancellationToken cancellation)
    {
        var monitor = new RunMonitor(TimeProvider.System);
        using IHost host = hosts.All(options, monitor);
        string numerics = DeclaredNumerics.Of(pipeline.Precision);
        OpenedRun opened = await host.Services.GetRequiredService<RunOpening>().OpenAsync(pipeline, numerics, CodeVersion.Current, fresh, cancellation);
        var logs = host.Services.GetRequiredService<IRunLogStore>();
        var coordinator = host.Services.GetRequiredService<Coordinator>();
        monitor.Follow(opened.Id, pipeline, (await RunReading.FindAsync(logs, opened.Id, cancellation)).Items, () => coordinator.Overview(opened.Id));
        await Console.Error.WriteLineAsync(opened.Resumed ? $"run {opened.Id}: goes on, {opened.Finished} items have finished before" : $"run {opened.Id}: {numerics}");

        RunFinished finished = await HostUntilFinishedAsync(host, opened.Id, monitor, cancellation);
        if (finished.Outcome != RunOutcome.Completed)
        {
            return await TellFailureAsync(finished);
        }
        return await ReportAsync(host.Services, await RunReading.FindAsync(logs, opened.Id, cancellation), json, cancellation);
    }

    async Task<RunFinished> HostUntilFinishedAsync(IHost host, string runId, RunMonitor monitor, CancellationToken cancellation)
    {
        await host.StartAsync(cancellation);
        try
        {
            await host.Services.GetRequiredService<IBus>().Publish(new StartRun(runId), cancellation);
            await (Terminal.IsInteractive
                ? new LiveProgress(_errors, TimeProvider.System).ShowAsync(monitor, cancellation)
                : new PlainProgress(Console.Error, TimeProvider.System).ShowAsync(monitor, cancellation));
            return await monitor.Finished.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"run {runId}: interrupted; the same command goes on from here");
            throw;
        }
        finally
        {
            // What is being computed stops at its next step; artifacts are written whole or not at all, so nothing can be left half done.
            using var patience = new CancellationTokenSource(StopTimeout);
            await host.StopAsync(patience.Token);
        }
    }

    static async Task<int> TellFailureAsync(RunFinished finished)
    {
        await Console.Error.WriteLineAsync($"run {finished.RunId}: {finished.Outcome}");
        if (finished.Failure is { } failure)
        {
            await Console.Error.WriteLineAsync($"  what:  {failure.What}\n  where: {failure.Where}\n  fix:   {failure.Fix}");
        }
        return ExitCode.Failed;
    }

    async Task<int> ReportAsync(IServiceProvider services, RunReading run, bool json, CancellationToken cancellation)
    {
        RunResults results = await ResultsReader.From(services).ReadAsync(run, cancellation);
        string folder = ReportWriter.Write(results, outFolder);
        string? model = await new ModelExport(services.GetRequiredService<IArtifactStore>()).WriteAsync(run, pipeline.Publish, folder, cancellation);
        if (json)
        {
            Console.Out.Write(ResultsJson.Render(results));
        }
        else
        {
            ResultsTable.Write(Terminal.Output(), results);
            Console.Out.WriteLine($"report: {Path.Combine(folder, "report.html")}");
            Console.Out.Write(model is null ? "" : $"model:  {model}\n");
        }
        return results.Passed ? ExitCode.Ok : ExitCode.Failed;
    }
}
