using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Hosting;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart run FILE [key=value ...]</c>: runs a pipeline, or goes on with it where it was interrupted.</summary>
static class RunCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> file = SharedOptions.PipelineFile();
        Argument<string[]> overrides = SharedOptions.Overrides();
        Option<string> store = SharedOptions.Store(), output = SharedOptions.Out();
        Option<bool> json = SharedOptions.Json();
        var fresh = new Option<bool>("--fresh") { Description = "Begin a new run even if an interrupted one could go on. Finished work is taken from the cache all the same." };
        var concurrency = new Option<int>("--concurrency")
        {
            Description = "How many work items compute at once; one per core unless given.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        concurrency.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int value) || value is < 1 or > 1024))
            {
                result.AddError($"--concurrency {result.Tokens[0].Value} is not a number from 1 to 1024. Leave it out for one item per core.");
            }
        });
        var command = new Command("run", "Runs a pipeline, or goes on with it where it was interrupted; ends with a table and a report.")
        {
            file, overrides, store, output, concurrency, json, fresh,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using ServiceProvider catalog = hosts.Catalog();
            PipelineDefinition pipeline = catalog.GetRequiredService<PipelineReader>().ReadFile(parsed.GetRequiredValue(file), parsed.GetValue(overrides) ?? []);
            var options = new RampartOptions { Store = Path.GetFullPath(parsed.GetRequiredValue(store)), Concurrency = parsed.GetValue(concurrency) };
            var run = new PipelineRun(hosts, pipeline, options, Path.GetFullPath(parsed.GetRequiredValue(output)));
            return await run.ExecuteAsync(parsed.GetValue(fresh), parsed.GetValue(json), cancellation);
        });
        return command;
    }
}
