using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Investigation;
using Rampart.Investigation;
using Rampart.Investigation.Pages;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart diff A B</c>: how two runs, results, artifacts or models differ, and why.</summary>
static class DiffCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> there = new("there")
        {
            Description = "A run, RUN:stage (its model), RUN:stage/item (a result), RUN:stage/item:role, an execution key, a digest, a file, or a model's folder.",
        };
        Argument<string> here = new("here") { Description = "What to compare with it, of the same kind." };
        Option<bool> all = new("--all") { Description = "Show everything: all parameters, all tensors, also equal ones." };
        Option<string?> html = SharedOptions.Html();
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "diff", "Compares two runs, results, artifacts or models, and says why they differ. Ends with 0 when they are identical, 1 when they differ.",
            ConfiguredOption.Store())
        {
            there, here, all, html, json,
        };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.View(configuration.Options);
            var store = RecordedStore.From(services);
            var reader = new DiffSubjectReader(store);
            DiffSubject left = await reader.ReadAsync(parsed.GetRequiredValue(there), cancellation);
            DiffSubject right = await reader.ReadAsync(parsed.GetRequiredValue(here), cancellation);
            Found found = await CompareAsync(left, right, store, parsed.GetValue(all), cancellation);
            if (parsed.GetValue(html) is { } page)
            {
                await WriteAsync(page, found.Difference, cancellation);
            }
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(found.Difference, CliJson.Options));
            }
            else
            {
                found.Write(Terminal.Output());
            }
            return found.Identical ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    static async Task WriteAsync(string file, object difference, CancellationToken cancellation)
    {
        if (difference is not RunDifference runs)
        {
            throw new UsageException("--html writes a page about two runs. Leave it out for anything else.");
        }
        await File.WriteAllTextAsync(file, RunDifferencePage.Render(runs), cancellation);
    }

    static async Task<Found> CompareAsync(DiffSubject left, DiffSubject right, RecordedStore store, bool all, CancellationToken cancellation)
    {
        switch (left, right)
        {
            case (DiffSubject.OfRun there, DiffSubject.OfRun here):
                RunDifference runs = await new RunComparison(store).CompareAsync(there.Run, here.Run, cancellation);
                return new Found(runs, runs.Identical, console => DiffText.Write(console, runs, all));
            case (DiffSubject.OfResult there, DiffSubject.OfResult here):
                ResultDifference results = await ResultDifference.BetweenAsync(there, here, store.Artifacts, cancellation);
                return new Found(results, results.Identical, console => DiffText.Write(console, there.Name, here.Name, results, all));
            case (DiffSubject.OfArtifact there, DiffSubject.OfArtifact here):
                ArtifactDifference artifacts = await ArtifactDifference.BetweenAsync(there, here, all, cancellation);
                return new Found(artifacts, artifacts.Identical, console => DiffText.Write(console, there.Name, here.Name, artifacts));
            case (DiffSubject.OfModel there, DiffSubject.OfModel here):
                return Models(left, right, await new ModelComparison(store.Artifacts).CompareAsync(there, here, cancellation), all);
            case (DiffSubject.OfFolder there, DiffSubject.OfFolder here):
                return Models(left, right, ModelComparison.Compare(there, here), all);
            default:
                throw new UsageException($"{left.Name} is {left.Kind} and {right.Name} is {right.Kind}. Give two of the same kind.");
        }
    }

    static Found Models(DiffSubject left, DiffSubject right, ModelDifference models, bool all) =>
        new(models, models.Identical, console => DiffText.Write(console, left.Name, right.Name, models, all));

    sealed record Found(object Difference, bool Identical, Action<IAnsiConsole> Write);
}
