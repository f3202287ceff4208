using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart triggers remove WATCH</c>: has nobody watch for a pipeline any more.</summary>
static class TriggersRemoveCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> name = WatchOptions.Name();
        Option<string> who = WatchOptions.Who();
        var command = new ConfiguredCommand(
            "remove", "Ends a watch. What waits starts no run; added again, the watch goes on with what it knows.", ConfiguredOption.Store()) { name, who };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Triggers(configuration.Options);
            string watch = parsed.GetRequiredValue(name);
            await services.GetRequiredService<WatchRegister>().RemoveAsync(watch, parsed.GetRequiredValue(who), cancellation);
            WatchState state = await services.GetRequiredService<WatchLogs>()[watch].ReadAsync(cancellation);
            await Console.Error.WriteLineAsync($"watch {watch}: removed; {WatchText.Causes(state.Pending.Count)} waiting");
            return ExitCode.Ok;
        });
    }
}
