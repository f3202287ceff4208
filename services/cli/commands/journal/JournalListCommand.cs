using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Journal;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal ls</c>: the last records that pass, one line each.</summary>
static class JournalListCommand
{
    const int UsualCount = 1000, MostCount = 1_000_000;

    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var most = new Option<int>("--last") { Description = $"How many records to list at most, the newest: 1 to {MostCount}.", DefaultValueFactory = _ => UsualCount };
        most.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && (!int.TryParse(given, out int value) || value is < 1 or > MostCount))
            {
                result.AddError($"--last {given} is not a number from 1 to {MostCount}. `rampart journal export` gives all records.");
            }
        });
        var command = new ConfiguredCommand("ls", "Lists what happened to messages, the oldest first.", ConfiguredOption.Store()) { most, json };
        var arguments = new JournalArguments(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            JournalFilter filter = await arguments.FilterAsync(parsed, services.GetRequiredService<IRunLogStore>(), withEnvelopes: false, cancellation);
            var reading = new JournalReading(services);
            var last = new Queue<JournalRecord>();
            long read = 0;
            await foreach (JournalRecord record in reading.ReadAsync(filter, cancellation))
            {
                read++;
                last.Enqueue(record);
                if (last.Count > parsed.GetValue(most))
                {
                    last.Dequeue();
                }
            }
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(hosts.Mask.Apply(JsonSerializer.Serialize(last.Select(JournaledMessage.Of), CliJson.Options)));
            }
            else
            {
                foreach (JournalRecord record in last)
                {
                    Console.Out.WriteLine(Terminal.WithoutControls(hosts.Mask.Apply(JournalText.Line(record)).ReplaceLineEndings(" ")));
                }
            }
            if (read > last.Count)
            {
                await Console.Error.WriteLineAsync($"the last {last.Count} of {read} records; --last N shows more");
            }
            return reading.IsDamaged ? ExitCode.Failed : ExitCode.Ok;
        });
    }
}
