using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Results;
using Rampart.Contracts;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart show RUN</c>: the stages, items, durations and artifacts of a run.</summary>
static class ShowCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("show", "Shows a run: stages, items, durations, artifacts.", ConfiguredOption.Store()) { id, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            RunReading run = await RunReading.FindAsync(services.GetRequiredService<IRunLogStore>(), parsed.GetRequiredValue(id), cancellation);
            var items = new List<(ItemCompleted Item, ExecutionRecord? Record)>();
            foreach (ItemCompleted item in run.Items)
            {
                items.Add((item, await services.GetRequiredService<IResultStore>().FindRecordAsync(item.ExecutionKey, cancellation)));
            }
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(Details(run, items), CliJson.Options));
                return ExitCode.Ok;
            }
            RunTables.Write(Terminal.Output(), run, items);
            return ExitCode.Ok;
        });
    }

    static object Details(RunReading run, IEnumerable<(ItemCompleted Item, ExecutionRecord? Record)> items) => new
    {
        run.Id,
        run.State,
        run.Ending?.Failure,
        StartedAt = run.Log[0].Time,
        DurationSeconds = run.Duration.TotalSeconds,
        run.Reopened,
        run.Started,
        run.Failed,
        Items = items.Select(found => new
        {
            found.Item.Stage, found.Item.Item, found.Item.ExecutionKey, found.Item.Cached, found.Record, found.Item.Outputs,
        }),
    };
}
