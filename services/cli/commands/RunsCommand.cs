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
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            IReadOnlyList<RunReading> runs = await RunReading.AllAsync(services.GetRequiredService<IRunLogStore>(), cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(runs.Select(Summary), CliJson.Options));
                return ExitCode.Ok;
            }
            Table table = new Table().RoundedBorder().AddColumns("run", "state", "started (UTC)", "duration", "items", "cached");
            foreach (RunReading run in runs)
            {
                table.AddRow(
                    Markup.Escape(run.Id), run.State, run.Log[0].Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    ProgressText.Duration(run.Duration), $"{run.Items.Count}", $"{run.Items.Count(item => item.Cached)}");
            }
            Terminal.Output().Write(table);
            return ExitCode.Ok;
        });
    }

    static object Summary(RunReading run) => new
    {
        run.Id,
        run.State,
        StartedAt = run.Log[0].Time,
        DurationSeconds = run.Duration.TotalSeconds,
        Items = run.Items.Count,
        Cached = run.Items.Count(item => item.Cached),
        run.Started.CodeVersion,
        run.Started.Numerics,
        PipelineDigest = run.Started.Pipeline.Digest,
    };
}
