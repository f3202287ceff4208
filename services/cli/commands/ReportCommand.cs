using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Results;
using Rampart.Coordination;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Reporting;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart report RUN</c>: writes the report of a completed run again.</summary>
static class ReportCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Option<string> output = SharedOptions.Out();
        Option<string?> junit = SharedOptions.JUnit();
        var command = new ConfiguredCommand("report", "Writes the report of a completed run again, from the store.", ConfiguredOption.Store()) { id, output, junit };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            RunReading run = await RunReading.FindAsync(services.GetRequiredService<IRunLogStore>(), parsed.GetRequiredValue(id), cancellation);
            if (run.State != RunOutcome.Completed)
            {
                throw new UsageException($"run {run.Id} is {run.State} and has no results to report. `rampart show {run.Id}` tells how far it came.");
            }
            var artifacts = services.GetRequiredService<IArtifactStore>();
            PipelineDefinition pipeline = await run.PipelineAsync(artifacts, services.GetRequiredService<PipelineReader>(), cancellation);
            RunResults results = await ResultsReader.From(services).ReadAsync(run, cancellation);
            string folder = new RunOutput(parsed.GetRequiredValue(output), Json: false, parsed.GetValue(junit)).Write(results);
            if (ModelParts.Of(run, pipeline, pipeline.Publish) is { } published)
            {
                await new ModelExport(artifacts).WriteAsync(published, results, Path.Combine(folder, ReportWriter.ModelFolder), folder, cancellation);
            }
            Console.Out.WriteLine(folder);
            return ExitCode.Ok;
        });
    }
}
