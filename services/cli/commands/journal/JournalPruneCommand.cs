using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Journal;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal prune</c>: removes what is kept no longer.</summary>
static class JournalPruneCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would be removed." };
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "prune", "Removes segments that are older than the journal is kept, and the oldest of what it has too much; never one that is still written.",
            ConfiguredOption.Store(),
            new ConfiguredOption("Rampart:Journal:MaxAge", new Option<string?>("--max-age") { Description = "How long segments are kept, DAYS.HH:MM:SS. Default: 30 days" }),
            new ConfiguredOption("Rampart:Journal:MaxBytes", new Option<string?>("--max-bytes") { Description = "How many bytes are kept. Default: 16 GiB" })) { dry, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var retention = new JournalRetention(services.GetRequiredService<IJournalStore>(), configuration.Options.Journal, TimeProvider.System);
            IReadOnlyList<JournalSegment> segments = await retention.PlanAsync(cancellation);
            bool isDry = parsed.GetValue(dry);
            IReadOnlyList<JournalSegment> gone = isDry ? segments : await retention.RemoveAsync(segments, cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { DryRun = isDry, Segments = gone }, CliJson.Options));
                return ExitCode.Ok;
            }
            foreach (JournalSegment segment in gone)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{segment.Name}  {segment.Bytes} bytes, last written {segment.Modified.UtcDateTime:yyyy-MM-dd HH:mm}"));
            }
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{(isDry ? "would remove" : "removed")} {gone.Count} segments, {gone.Sum(segment => segment.Bytes)} bytes"));
            return ExitCode.Ok;
        });
    }
}
