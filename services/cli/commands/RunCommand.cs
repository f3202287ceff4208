using System.CommandLine;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart run FILE [key=value ...]</c>: runs a pipeline, or goes on with it where it was interrupted.</summary>
static class RunCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> fresh = SharedOptions.Fresh();
        var command = new ConfiguredCommand(
            "run", "Runs a pipeline in this process, or goes on with it where it was interrupted; ends with a table and a report.",
            ConfiguredOption.Store(), ConfiguredOption.Concurrency())
        {
            fresh,
        };
        var output = new RunOutput.Options(command);
        var pipeline = new PipelineArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            var run = new EmbeddedRun(hosts, pipeline.Read(hosts, parsed), configuration.Options, output.Read(parsed) with { PipelineFolder = pipeline.Folder(parsed) });
            return await run.ExecuteAsync(parsed.GetValue(fresh), cancellation);
        });
    }
}
