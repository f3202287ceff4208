using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart trigger FILE</c>: asks a watch for a run.</summary>
static class TriggerCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var target = new Argument<string>("file") { Description = "The pipeline file, or the name of the watch." };
        Option<string> who = WatchOptions.Who(), why = SharedOptions.Reason("Why; it is kept in the run's lineage.", "asked for from the command line");
        why.Aliases.Add("--why");
        var command = new ConfiguredCommand(
            "trigger", "Asks a watch for a run now, with everything that waits; only a run that is under way goes first.", ConfiguredOption.Store()) { target, who, why };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Triggers(configuration.Options);
            string given = parsed.GetRequiredValue(target);
            string watch = File.Exists(given) ? services.GetRequiredService<PipelineReader>().ReadFile(given, []).Name : given;
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            var cause = Causes.Manual(
                Guid.CreateVersion7(now).ToString("n"), parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), CauseChannels.CommandLine, now);
            await services.GetRequiredService<ITriggerInbox>().AcceptAsync(watch, [cause], cancellation);
            await Console.Error.WriteLineAsync($"watch {watch}: asked; `rampart triggers show {watch}` tells what comes of it");
            return ExitCode.Ok;
        });
    }
}
