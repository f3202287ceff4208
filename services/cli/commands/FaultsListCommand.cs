using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Cli.Gateway;
using Rampart.Investigation.Faults;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart faults ls</c>: everything that waits, with ids to copy.</summary>
static class FaultsListCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "ls", "Lists failed runs and, when a broker is configured, dead letters; each with the id to show, retry or discard it.",
            ConfiguredOption.Bus(), ConfiguredOption.Store()) { json };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            await WriteAsync(await GatewayFaults.ListAsync(gateway, cancellation), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Faults(configuration.Options);
            var faults = new List<Fault>();
            int code = ExitCode.Ok;
            foreach (IFaultSource source in FaultSources.Of(services))
            {
                try
                {
                    faults.AddRange((await source.ListAsync(cancellation)).Select(fault => fault with { What = hosts.Mask.Apply(fault.What) }));
                }
                catch (BusException e)
                {
                    await Console.Error.WriteLineAsync($"rampart: the dead letters are missing here: {e.Message}");
                    code = ExitCode.Environment;
                }
            }
            await WriteAsync(faults, parsed.GetValue(json));
            return code;
        });
    }

    static async Task WriteAsync(IReadOnlyList<Fault> faults, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(faults, CliJson.Options));
        }
        else if (faults.Count == 0)
        {
            await Console.Error.WriteLineAsync("nothing waits for a decision");
        }
        else
        {
            Terminal.Output().Write(Lines(faults));
        }
    }

    static Table Lines(IEnumerable<Fault> faults)
    {
        Table table = new Table().RoundedBorder()
            .AddColumn("id", column => column.NoWrap()).AddColumn("source", column => column.NoWrap()).AddColumns("since (UTC)", "kind", "what", "where");
        foreach (Fault fault in faults)
        {
            table.AddRow(
                Terminal.Plain(fault.Id), Terminal.Plain(fault.Source),
                Terminal.Plain(fault.Since?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? ""),
                Terminal.Plain(fault.Kind ?? ""), Terminal.Plain(fault.What), Terminal.Plain(fault.Where));
        }
        return table;
    }
}
