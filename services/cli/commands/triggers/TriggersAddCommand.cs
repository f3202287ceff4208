using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart triggers add FILE [key=value ...]</c>: has the retraining service watch for a pipeline.</summary>
static class TriggersAddCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<string> who = WatchOptions.Who();
        var command = new ConfiguredCommand(
            "add", "Has `rampart serve retraining` watch for a pipeline, or watch for a changed one from now on.", ConfiguredOption.Store()) { who };
        var arguments = new PipelineArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            PipelineDefinition pipeline = arguments.Read(hosts, parsed);
            using ServiceProvider services = hosts.Triggers(configuration.Options);
            WatchDefinition definition = await services.GetRequiredService<WatchRegister>().AddAsync(pipeline, parsed.GetRequiredValue(who), cancellation);
            await Console.Error.WriteLineAsync($"watch {pipeline.Name}: version {definition.Number}");
            Console.Out.WriteLine(pipeline.Name);
            return ExitCode.Ok;
        });
    }
}
