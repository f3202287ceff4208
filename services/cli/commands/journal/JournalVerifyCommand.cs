using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Bus.Journaling;
using Rampart.Cli.Journal;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal verify</c>: whether the journal is what was written, and holds what the broker had.</summary>
static class JournalVerifyCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "verify", "Checks that the journal is what was written; when a broker is configured, also that it and the broker's stream hold the same messages. Exits with 1 if not.",
            ConfiguredOption.Bus(), ConfiguredOption.Store()) { json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            BusOptions bus = configuration.Options.Bus;
            using ServiceProvider services = hosts.Journal(configuration.Options);
            var segments = new List<SegmentFinding>();
            var damage = new List<JournalDamage>();
            await new JournalVerification(services.GetRequiredService<IJournalStore>(), configuration.Options.Journal).RunAsync(segments.Add, damage.Add, cancellation);
            CompletenessReport? completeness = bus.Uri is null ? null : await services.GetRequiredService<CompletenessCheck>().RunAsync(_ => { }, cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { Segments = segments, Damage = damage, Completeness = completeness }, CliJson.Options));
            }
            else
            {
                Write(segments, damage, completeness);
            }
            return damage.Count == 0 && completeness is null or { Missing.Count: 0 } ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    static void Write(List<SegmentFinding> segments, List<JournalDamage> damage, CompletenessReport? completeness)
    {
        foreach (JournalDamage one in damage)
        {
            Line(JournalReading.Text(one));
        }
        foreach (SegmentFinding open in segments.Where(segment => !segment.IsSealed))
        {
            Line($"not sealed: segment {open.Segment} of {open.Writer?.Worker}: its process still writes it, or was killed; only the broker's stream tells whether its end is missing.");
        }
        Line($"{segments.Sum(segment => segment.Records)} records in {segments.Count} segments; {(damage.Count == 0 ? "nothing is damaged" : $"{damage.Count} places are damaged")}"
            + (segments.Count > 0 && segments.All(segment => segment.IsProven) ? ", and all of it was written with the key." : "."));
        if (completeness is null)
        {
            return;
        }
        foreach (MissingMessage missing in completeness.Missing)
        {
            Line($"missing: {missing.MessageType} {missing.MessageId} at {missing.Address}: {missing.What}");
        }
        Line(completeness.From is { } from
            ? $"since {from.UtcDateTime:yyyy-MM-dd HH:mm:ss}: {completeness.Streamed} messages in the broker's stream, {completeness.Journaled} records; {completeness.UnderWay} messages under way, {completeness.Missing.Count} missing."
            : "the broker's stream is empty.");
    }

    static void Line(string text) => Console.Out.WriteLine(Terminal.WithoutControls(text));
}
