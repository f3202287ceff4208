using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart watch-data FILE [key=value ...]</c>: runs a pipeline whenever its triggers say so.</summary>
static class WatchDataCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<string> who = WatchOptions.Who();
        var register = new Option<bool>("--register")
        {
            Description = "Leave the watching to `rampart serve retraining`, as `rampart triggers add` does, and return.",
        };
        var command = new ConfiguredCommand(
            "watch-data", "Watches for what the section \"triggers\" names, and runs the pipeline in this process whenever that says so. Ctrl-C stops it; the same command goes on.",
            ConfiguredOption.Store(), ConfiguredOption.Concurrency())
        {
            register, who,
        };
        var output = new RunOutput.Options(command);
        var arguments = new PipelineArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            PipelineDefinition pipeline = arguments.Read(hosts, parsed);
            if (parsed.GetValue(register))
            {
                using ServiceProvider services = hosts.Triggers(configuration.Options);
                await services.GetRequiredService<WatchRegister>().AddAsync(pipeline, parsed.GetRequiredValue(who), cancellation);
                Console.Out.WriteLine(pipeline.Name);
                return ExitCode.Ok;
            }
            var watch = new EmbeddedWatch(hosts, pipeline, configuration, output.Read(parsed));
            return await watch.KeepAsync(parsed.GetRequiredValue(who), cancellation);
        });
    }
}
