using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Progress;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart show RUN</c>: the stages, items, durations and artifacts of a run.</summary>
static class ShowCommand
{
    const int DigestDigits = 12;

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
            Write(Terminal.Output(), run, items);
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
        run.Started,
        Items = items.Select(found => new { found.Item.Stage, found.Item.Item, found.Item.ExecutionKey, found.Item.Cached, found.Record, found.Item.Outputs }),
    };

    static void Write(IAnsiConsole console, RunReading run, IReadOnlyList<(ItemCompleted Item, ExecutionRecord? Record)> items)
    {
        console.MarkupLine($"[bold]{Markup.Escape(run.Id)}[/] {run.State}, {items.Count} items, {ProgressText.Duration(run.Duration)}");
        console.MarkupLine(Markup.Escape($"code {run.Started.CodeVersion}, {run.Started.Numerics}, pipeline {run.Started.Pipeline.Digest}"));
        if (run.Ending?.Failure is { } failure)
        {
            console.MarkupLine(Markup.Escape($"{failure.What} ({failure.Where}) {failure.Fix}"));
        }
        foreach (var stage in items.GroupBy(found => found.Item.Stage))
        {
            Table table = new Table().RoundedBorder().Title(Markup.Escape(stage.Key)).AddColumns("item", "seconds", "artifact", "digest", "bytes");
            foreach ((ItemCompleted item, ExecutionRecord? record) in stage.OrderBy(found => found.Item.Item, StringComparer.Ordinal))
            {
                AddRows(table, item, record);
            }
            console.Write(table);
        }
    }

    static void AddRows(Table table, ItemCompleted item, ExecutionRecord? record)
    {
        string seconds = record is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{record.Duration.TotalSeconds:0.0}{(item.Cached ? " (cached)" : "")}");
        string name = Markup.Escape(item.Item);
        foreach (NamedArtifact output in item.Outputs)
        {
            table.AddRow(
                name, seconds, Markup.Escape(output.Role), output.Artifact.Digest[..DigestDigits],
                output.Artifact.Size.ToString("N0", CultureInfo.InvariantCulture));
            (name, seconds) = ("", "");
        }
    }
}
