using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Stages;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart show RUN</c>: the stages, items, durations and artifacts of a run; or, with <c>--at</c>, its state at some moment.</summary>
static class ShowCommand
{
    const int OrdersForPeople = 20, OrdersInJson = 1000;

    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Option<string?> at = new("--at")
        {
            Description = "Show the run as it was after this entry of its log (17), at this time (2026-01-31T08:15:00Z), or so long after its start (+90s, +5m).",
        };
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "show", "Shows a run: stages, items, durations, artifacts; with --at, its state at an earlier moment.", ConfiguredOption.Store()) { id, at, json };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            if (parsed.GetValue(at) is not null)
            {
                throw new UsageException("a gateway shows a run as it is now. Leave --at out, or ask the store itself.");
            }
            Console.Out.WriteLine(JsonSerializer.Serialize(
                await gateway.GetAsync<RunDetails>($"v1/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellation), CliJson.Options));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.View(configuration.Options);
            var store = RecordedStore.From(services);
            RunReading run = await RunReading.FindAsync(store.Logs, parsed.GetRequiredValue(id), cancellation);
            if (parsed.GetValue(at) is { } moment)
            {
                await ShowAsync(run, moment, parsed.GetValue(json), store, cancellation);
                return ExitCode.Ok;
            }
            RunDetails details = await RunDetails.ReadAsync(run, store.Results, DeclaredDeterminism.Of(services.GetServices<IStage>()), cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(details, CliJson.Options));
                return ExitCode.Ok;
            }
            RunTables.Write(Terminal.Output(), run, details);
            return ExitCode.Ok;
        });
    }

    static async Task ShowAsync(RunReading run, string moment, bool json, RecordedStore store, CancellationToken cancellation)
    {
        RunAtMoment at = await RunAtMoment.ReadAsync(run, moment, json ? OrdersInJson : OrdersForPeople, store, cancellation);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(MomentJson.Of(at), CliJson.Options));
            return;
        }
        MomentTables.Write(Terminal.Output(), at);
    }
}
