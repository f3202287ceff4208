using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models export MODEL DIR</c>: writes a version as a folder.</summary>
static class ModelsExportCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> reference = ModelOptions.Reference();
        var folder = new Argument<string>("folder") { Description = "The folder, which must not exist or be empty." };
        var command = new ConfiguredCommand("export", "Writes a version as a folder in Hugging Face's layout, with its card.", ConfiguredOption.Store()) { reference, folder };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            ModelReference meant = parsed.GetRequiredValue(reference);
            ModelHistory model = await services.GetRequiredService<ModelRegistry>().ReadAsync(meant.Model, cancellation);
            ModelVersion version = model[model.Resolve(meant)];
            string target = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new UsageException($"{target} is not empty. Name a folder that does not exist.");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var artifacts = services.GetRequiredService<IArtifactStore>();
            RunReading run = await RunReading.FindAsync(services.GetRequiredService<IRunLogStore>(), version.RunId, cancellation);
            PipelineDefinition pipeline = await run.PipelineAsync(artifacts, services.GetRequiredService<PipelineReader>(), cancellation);
            ModelParts parts = (ModelParts.Of(run, pipeline, version.Stage) ?? new ModelParts(version.Stage, model.Name, [])) with { Parts = version.Parts };
            await new ModelExport(artifacts).WriteAsync(parts, await ResultsReader.From(services).ReadAsync(run, cancellation), target, extras: null, cancellation);
            Console.Out.WriteLine(target);
            return ExitCode.Ok;
        });
    }
}
