using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Triggers;
using Spectre.Console;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart triggers ls</c>: all watches.</summary>
static class TriggersListCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("ls", "Lists the watches with what waits in them and what they do.", ConfiguredOption.Store()) { json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Triggers(configuration.Options);
            IReadOnlyList<WatchReading> watches = await WatchReading.AllAsync(services, cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(watches.Select(watch => watch.Summary), CliJson.Options));
                return ExitCode.Ok;
            }
            if (watches.Count == 0)
            {
                await Console.Error.WriteLineAsync("there is no watch in this store; `rampart triggers add FILE` adds one, `rampart watch-data FILE` watches in its own process");
                return ExitCode.Ok;
            }
            Table table = new Table().RoundedBorder().AddColumns("watch", "version", "waiting", "runs", "now");
            foreach (WatchReading watch in watches)
            {
                string[] cells =
                [
                    watch.Name, $"{watch.Definition.Number}", WatchText.Causes(watch.State.Pending.Count), $"{watch.State.NextNumber - 1}", WatchText.Status(watch.State, watch.Decision),
                ];
                table.AddRow(cells.Select(Terminal.Plain));
            }
            Terminal.Output().Write(table);
            return ExitCode.Ok;
        });
    }
}
