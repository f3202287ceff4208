using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Journal;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal show MESSAGE</c>: everything that happened to a message, and the message itself.</summary>
static class JournalShowCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var id = new Argument<Guid>("message") { Description = "The message's id, as `rampart journal ls` lists it." };
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("show", "Shows everything that happened to a message, with its headers and its envelope.", ConfiguredOption.Store()) { id, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var reading = new JournalReading(services);
            var records = new List<JournalRecord>();
            await foreach (JournalRecord record in reading.ReadAsync(new JournalFilter { MessageId = parsed.GetRequiredValue(id) }, cancellation))
            {
                records.Add(record);
            }
            if (records.Count == 0)
            {
                throw new UsageException($"the journal has no message {parsed.GetRequiredValue(id)}. `rampart journal ls` lists messages; --store names another store.");
            }
            string text = parsed.GetValue(json) ? JsonSerializer.Serialize(records.Select(JournaledMessage.Of), CliJson.Options) : Text(records);
            Console.Out.WriteLine(parsed.GetValue(json) ? hosts.Mask.Apply(text) : Terminal.WithoutControls(hosts.Mask.Apply(text)));
            return reading.IsDamaged ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    // An envelope that is the same as the one before is shown once.
    static string Text(IReadOnlyList<JournalRecord> records)
    {
        var lines = new List<string>();
        ReadOnlyMemory<byte> before = default;
        foreach (JournalRecord record in records)
        {
            lines.Add(JournalText.Line(record));
            lines.AddRange(record.Headers.Select(header => $"    {header.Key}: {header.Value}"));
            if (record.Envelope.Length > 0)
            {
                lines.Add(record.Envelope.Span.SequenceEqual(before.Span) ? "    the same bytes as above" : JournalText.Envelope(record));
                before = record.Envelope;
            }
        }
        return string.Join('\n', lines);
    }
}
