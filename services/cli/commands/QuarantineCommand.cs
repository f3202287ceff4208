using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Results;
using Rampart.Investigation;
using Rampart.Preprocessing;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart quarantine RUN</c>: what arrived and was kept out of a run, and why.</summary>
static class QuarantineCommand
{
    const int ShownForPeople = 100;

    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Option<string?> reason = new("--reason") { Description = "Only entries with this reason, for example near-duplicate." };
        Option<int> limit = new("--limit") { Description = "How many entries the table shows.", DefaultValueFactory = _ => ShownForPeople };
        Option<bool> json = SharedOptions.Json();
        reason.AcceptOnlyFromAmong([.. Enum.GetValues<QuarantineReason>().Select(QuarantinedSample.WordOf)]);
        var command = new ConfiguredCommand(
            "quarantine", "Lists the samples, shards and files that arrived for a run and were kept out of it, each with the reason.", ConfiguredOption.Store())
        {
            id, reason, limit, json,
        };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.View(configuration.Options);
            var store = RecordedStore.From(services);
            RunReading run = await RunReading.FindAsync(store.Logs, parsed.GetRequiredValue(id), cancellation);
            string? wanted = parsed.GetValue(reason);
            IReadOnlyList<QuarantineReading> stages = await QuarantineReading.ReadAsync(run, store.Artifacts, wanted, cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(stages, QuarantineReading.Json));
                return ExitCode.Ok;
            }
            QuarantineTable.Write(Terminal.Output(), run.Id, stages, parsed.GetValue(limit));
            return ExitCode.Ok;
        });
    }
}
