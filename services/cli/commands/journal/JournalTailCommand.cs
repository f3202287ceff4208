using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Journal;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal tail</c>: records as they are written, until Ctrl-C.</summary>
static class JournalTailCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object per record, with its envelope." };
        var command = new ConfiguredCommand("tail", "Follows what happens to messages, until Ctrl-C; from now on unless --from says otherwise.", ConfiguredOption.Store()) { json };
        var arguments = new JournalArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            bool asJson = parsed.GetValue(json);
            JournalFilter filter = await arguments.FilterAsync(parsed, services.GetRequiredService<IRunLogStore>(), withEnvelopes: asJson, cancellation);
            var tail = new JournalTail(services.GetRequiredService<IJournalStore>(), configuration.Options.Journal, TimeProvider.System);
            await foreach (JournalRecord record in tail.FollowAsync(filter, new JournalReading(services).Report, cancellation))
            {
                string line = asJson ? JsonSerializer.Serialize(JournaledMessage.Of(record), JournalJson.Line) : Terminal.WithoutControls(JournalText.Line(record).ReplaceLineEndings(" "));
                Console.Out.WriteLine(hosts.Mask.Apply(line));
            }
            return ExitCode.Ok;
        });
    }
}
