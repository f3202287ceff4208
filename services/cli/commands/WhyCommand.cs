using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Investigation;
using Rampart.Investigation;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart why ARTIFACT</c>: everything that led from the data to an artifact.</summary>
static class WhyCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var artifact = new Argument<string>("artifact")
        {
            Description = "A digest or at least 8 of its first digits, an output as RUN:stage/item:role, or a file that a run exported.",
        };
        Option<bool> all = new("--all") { Description = "Show every item of a fan-out or chain, and not each stage as one." };
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "why", "Tells where an artifact comes from: every step from the data to it, with workers, versions and messages.", ConfiguredOption.Store())
        {
            artifact, all, json,
        };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            ArtifactAddress address = await ArtifactAddress.ReadAsync(parsed.GetRequiredValue(artifact), cancellation);
            using ServiceProvider services = hosts.View(configuration.Options);
            var store = RecordedStore.From(services);
            FoundArtifact found = await new ArtifactFinder(store.Logs, store.Results).FindAsync(address, cancellation);
            Lineage lineage = await new LineageReader(store).ReadAsync(found, cancellation);
            if (parsed.GetValue(json))
            {
                await using Stream output = Console.OpenStandardOutput();
                await JsonSerializer.SerializeAsync(output, LineageJson.Of(lineage), CliJson.Options, cancellation);
                Console.Out.WriteLine();
                return ExitCode.Ok;
            }
            await using var writer = new StringWriter();
            new LineageText(writer, lineage, parsed.GetValue(all)).Write();
            Console.Out.Write(writer);
            return ExitCode.Ok;
        });
    }
}
