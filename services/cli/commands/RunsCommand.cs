using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Progress;
using Rampart.Cli.Results;
using Rampart.Investigation;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart runs</c>: lists the runs of a store.</summary>
static class RunsCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("runs", "Lists the runs of the store, in the order in which they started.", ConfiguredOption.Store()) { json };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            Write([.. (await gateway.GetAsync<RunSummary[]>("v1/runs?limit=1000", cancellation)).Reverse()], parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            IReadOnlyList<RunReading> runs = await RunReading.AllAsync(services.GetRequiredService<IRunLogStore>(), cancellation);
            Write([.. runs.Select(RunSummary.Of)], parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    static void Write(IReadOnlyList<RunSummary> runs, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(runs, CliJson.Options));
            return;
        }
        Table table = new Table().RoundedBorder().AddColumns("run", "state", "started (UTC)", "duration", "items", "cached");
        foreach (RunSummary run in runs)
        {
            table.AddRow(
                Terminal.Plain(run.Id), Terminal.Plain(run.State),
                Terminal.Plain(run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
                Terminal.Plain(ProgressText.Duration(TimeSpan.FromSeconds(run.DurationSeconds))), Terminal.Plain($"{run.Items}"), Terminal.Plain($"{run.Cached}"));
        }
        Terminal.Output().Write(table);
    }
}
