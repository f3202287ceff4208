using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Signing;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models register RUN NAME</c>: makes the model that a run published a version.</summary>
static class ModelsRegisterCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        Argument<string> name = ModelOptions.Name();
        Option<string> who = ModelOptions.Who(), why = ModelOptions.Why("registered from the command line");
        var command = new ConfiguredCommand("register", "Adds the model that a completed run published; prints the version. A run is added once, however often it is asked.", ConfiguredOption.Store())
        {
            id, name, who, why,
        };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            RunReading run = await RunReading.FindAsync(services.GetRequiredService<IRunLogStore>(), parsed.GetRequiredValue(id), cancellation);
            PipelineDefinition pipeline = await run.PipelineAsync(services.GetRequiredService<IArtifactStore>(), services.GetRequiredService<PipelineReader>(), cancellation);
            string model = parsed.GetRequiredValue(name);
            var registry = services.GetRequiredService<ModelRegistry>();
            int version = await registry.RegisterAsync(
                model, Content(run, pipeline), parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation);
            await services.GetRequiredService<ModelSigner>().SignAsync(await registry.ReadAsync(model, cancellation), version, cancellation);
            Console.Out.WriteLine($"{model}:{version}");
            return ExitCode.Ok;
        });
    }

    static ModelVersion Content(RunReading run, PipelineDefinition pipeline)
    {
        if (run.State != RunOutcome.Completed)
        {
            throw new UsageException($"run {run.Id} is {run.State}; only a completed run has a model to register. `rampart show {run.Id}` tells how far it came.");
        }
        return ModelOfRun.Of(run.Started, run.Items, pipeline.Publish)
            ?? throw new UsageException($"run {run.Id} published no model. Name the stage whose model is the result with `publish:` in the pipeline file.");
    }
}
