using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Journal;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal export</c>: records as JSON Lines, envelopes included.</summary>
static class JournalExportCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var file = new Option<string?>("--out") { Description = "The file to write; standard output unless given. It must not exist." };
        var command = new ConfiguredCommand("export", "Writes records with their envelopes as JSON Lines, the oldest first.", ConfiguredOption.Store()) { file };
        var arguments = new JournalArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            JournalFilter filter = await arguments.FilterAsync(parsed, services.GetRequiredService<IRunLogStore>(), withEnvelopes: true, cancellation);
            var reading = new JournalReading(services);
            string? path = parsed.GetValue(file);
            if (path is not null && File.Exists(path))
            {
                throw new UsageException($"{path} exists. Name a file that does not, or remove it.");
            }
            await using TextWriter? opened = path is null ? null : new StreamWriter(path);
            TextWriter output = opened ?? Console.Out;
            long written = 0;
            await foreach (JournalRecord record in reading.ReadAsync(filter, cancellation))
            {
                await output.WriteLineAsync(hosts.Mask.Apply(JsonSerializer.Serialize(JournaledMessage.Of(record), JournalJson.Line)));
                written++;
            }
            await Console.Error.WriteLineAsync($"{written} records");
            return reading.IsDamaged ? ExitCode.Failed : ExitCode.Ok;
        });
    }
}
