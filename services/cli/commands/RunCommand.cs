using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart run FILE [key=value ...]</c>: runs a pipeline, or goes on with it where it was interrupted.</summary>
static class RunCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> file = SharedOptions.PipelineFile();
        Argument<string[]> overrides = SharedOptions.Overrides();
        Option<string> output = SharedOptions.Out();
        Option<bool> json = SharedOptions.Json(), fresh = SharedOptions.Fresh();
        var command = new ConfiguredCommand(
            "run", "Runs a pipeline in this process, or goes on with it where it was interrupted; ends with a table and a report.",
            ConfiguredOption.Store(), ConfiguredOption.Concurrency())
        {
            file, overrides, output, json, fresh,
        };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider catalog = hosts.Catalog();
            PipelineDefinition pipeline = catalog.GetRequiredService<PipelineReader>().ReadFile(parsed.GetRequiredValue(file), parsed.GetValue(overrides) ?? []);
            var run = new EmbeddedRun(hosts, pipeline, configuration.Options, Path.GetFullPath(parsed.GetRequiredValue(output)));
            return await run.ExecuteAsync(parsed.GetValue(fresh), parsed.GetValue(json), cancellation);
        });
    }
}
