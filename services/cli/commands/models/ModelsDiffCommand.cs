using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Investigation;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Registry;
using Spectre.Console;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models diff A B</c>: what two versions differ in, and where that comes from.</summary>
static class ModelsDiffCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> there = ModelOptions.Reference("there"), here = ModelOptions.Reference("here");
        Option<bool> all = new("--all") { Description = "Show everything: all parameters, all tensors, also equal ones." }, json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "diff", "Compares two versions: data, pipeline, code, figures with their standard errors, and the distance of their tensors. Ends with 0 when the models are identical, 1 when they differ.",
            ConfiguredOption.Store()) { there, here, all, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options), view = hosts.View(configuration.Options);
            var registry = services.GetRequiredService<ModelRegistry>();
            var store = RecordedStore.From(view);
            Version left = await ReadAsync(parsed.GetRequiredValue(there), registry, store, cancellation);
            Version right = await ReadAsync(parsed.GetRequiredValue(here), registry, store, cancellation);
            RunDifference runs = await new RunComparison(store).CompareAsync(left.Run, right.Run, cancellation);
            ModelDifference models = await new ModelComparison(store.Artifacts).CompareAsync(left.Model, right.Model, cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new { There = left.Model.Name, Here = right.Model.Name, Runs = runs, Models = models }, CliJson.Options));
            }
            else
            {
                IAnsiConsole console = Terminal.Output();
                DiffText.Write(console, left.Model.Name, right.Model.Name, models, parsed.GetValue(all));
                DiffText.Write(console, runs, parsed.GetValue(all));
            }
            return models.Identical ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    static async Task<Version> ReadAsync(ModelReference meant, ModelRegistry registry, RecordedStore store, CancellationToken cancellation)
    {
        ModelHistory model = await registry.ReadAsync(meant.Model, cancellation);
        int number = model.Resolve(meant);
        ModelVersion version = model[number];
        return new Version(await RunReading.FindAsync(store.Logs, version.RunId, cancellation), new DiffSubject.OfModel($"{model.Name}:{number}", version.Parts));
    }

    sealed record Version(RunReading Run, DiffSubject.OfModel Model);
}
