using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Gateway;
using Rampart.Investigation.Faults;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart faults show ID</c>: all that is known of one.</summary>
static class FaultsShowCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var id = new Argument<string>("id") { Description = "The id, as `rampart faults ls` lists it, or a message's id." };
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "show", "Shows all that is known of a fault: for a dead letter its headers and body, for a run its failed items.",
            ConfiguredOption.Bus(), ConfiguredOption.Store()) { id, json };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            Write(await GatewayFaults.ShowAsync(gateway, parsed.GetRequiredValue(id), cancellation), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Faults(configuration.Options);
            var shown = new OrderedDictionary<string, string>();
            foreach ((string name, string value) in await FindAsync(services, parsed.GetRequiredValue(id), cancellation))
            {
                shown.TryAdd(name, hosts.Mask.Apply(value));
            }
            Write(shown, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    static void Write(OrderedDictionary<string, string> shown, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(shown, CliJson.Options));
            return;
        }
        foreach ((string name, string value) in shown)
        {
            Console.Out.WriteLine(Terminal.WithoutControls($"{name}: {value}"));
        }
    }

    static async Task<IReadOnlyList<KeyValuePair<string, string>>> FindAsync(IServiceProvider services, string id, CancellationToken cancellation)
    {
        foreach (IFaultSource source in FaultSources.Of(services))
        {
            if (await source.ShowAsync(id, cancellation) is { } found)
            {
                return found;
            }
        }
        throw FaultSources.Unknown([id]);
    }
}
