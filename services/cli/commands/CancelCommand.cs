using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Runs;
using Rampart.Investigation;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart cancel RUN</c>: has the services stop a run.</summary>
static class CancelCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Option<string> reason = SharedOptions.Reason("Why; it is kept in the run's log.", "cancelled from the command line");
        var command = new ConfiguredCommand(
            "cancel", "Has the services stop a run. What it has finished stays in the store.",
            ConfiguredOption.Bus(), ConfiguredOption.Store()) { id, reason };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            RunDecided decided = await gateway.SendAsync<RunDecided>(
                HttpMethod.Post, $"v1/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/cancel", new RunDecision(parsed.GetRequiredValue(reason)), cancellation);
            await TellAsync(decided.Run);
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            Broker.Require(configuration.Options.Bus, "cancel", "A `rampart run` stops with Ctrl-C.");
            await using ServiceClient client = await ServiceClient.ConnectAsync(hosts, configuration.Options, "cancel", monitor: null, cancellation);
            RunReading run = await RunReading.FindAsync(client.Services.GetRequiredService<IRunLogStore>(), parsed.GetRequiredValue(id), cancellation);
            if (run.Ending is { Outcome: not RunOutcome.Cancelled } ending)
            {
                throw new UsageException($"run {run.Id} has ended already: {ending.Outcome}.");
            }
            await client.SendAsync(new CancelRun(run.Id, parsed.GetRequiredValue(reason)), cancellation);
            await TellAsync(run.Id);
            return ExitCode.Ok;
        });
    }

    static Task TellAsync(string run) =>
        Console.Error.WriteLineAsync($"run {run}: the coordinator was asked to cancel it; `rampart watch {run}` tells when it has");
}
