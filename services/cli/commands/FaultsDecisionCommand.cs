using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Gateway;
using Rampart.Investigation.Faults;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart faults retry</c> and <c>rampart faults discard</c>: what is to become of faults.</summary>
static class FaultsDecisionCommand
{
    public static Command Retry(ToolHosts hosts)
    {
        Option<string> reason = SharedOptions.Reason("Why another attempt may succeed; it is kept in the log of a run.", "retried from the command line");
        ConfiguredCommand command = Create(
            hosts, "retry", "Has faults tried again: a dead letter goes back to its queue, a failed run goes on from where it failed.",
            "All dead letters and all failed runs.", "sent again", parsed => parsed.GetRequiredValue(reason), (source, chosen, cancellation) => source.RetryAsync(chosen, cancellation), GatewayFaults.RetryAsync);
        command.Add(reason);
        return command;
    }

    public static Command Discard(ToolHosts hosts) => Create(
        hosts, "discard", "Removes dead letters for good.",
        "All dead letters.", "removed", _ => "", (source, chosen, cancellation) => source.DiscardAsync(chosen, cancellation),
        (gateway, ids, _, cancellation) => GatewayFaults.DiscardAsync(gateway, ids, cancellation));

    static ConfiguredCommand Create(
        ToolHosts hosts, string name, string description, string meaningOfAll, string done, Func<ParseResult, string> reason,
        Func<IFaultSource, Selection, CancellationToken, Task<int>> decide, Func<GatewayClient, IReadOnlyList<string>, string, CancellationToken, Task<int>> decideOverGateway)
    {
        var ids = new Argument<string[]>("id") { Description = "Ids, as `rampart faults ls` lists them.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = meaningOfAll };
        var command = new ConfiguredCommand(name, description, ConfiguredOption.Bus(), ConfiguredOption.Store()) { ids, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(ids) is { Length: > 0 }))
            {
                result.AddError($"`rampart faults {name}` takes either ids or --all.");
            }
        });
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            IReadOnlyList<string> chosen = parsed.GetValue(all)
                ? [.. (await GatewayFaults.ListAsync(gateway, cancellation)).Where(fault => name == "retry" || fault.Source != FailedRuns.Source).Select(fault => fault.Id)]
                : parsed.GetValue(ids) ?? [];
            await Console.Error.WriteLineAsync($"{await decideOverGateway(gateway, chosen, reason(parsed), cancellation)} {done}");
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            Broker.Require(configuration.Options.Bus, $"faults {name}", "`rampart run FILE` takes up a failed pipeline again without one.");
            await using ServiceClient client = await ServiceClient.ConnectAsync(hosts, configuration.Options, "faults", monitor: null, cancellation);
            var chosen = new Selection(parsed.GetValue(ids) ?? [], parsed.GetValue(all));
            int count = 0;
            foreach (IFaultSource source in FaultSources.Of(client.Services, client.SendAsync, reason(parsed)))
            {
                count += await decide(source, chosen, cancellation);
            }
            await Console.Error.WriteLineAsync($"{count} {done}");
            return chosen.Missed.Count == 0 ? ExitCode.Ok : throw FaultSources.Unknown(chosen.Missed);
        });
    }
}
