using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart schema</c>: prints the JSON schema of pipeline files, for editors.</summary>
static class SchemaCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var command = new Command("schema", "Prints the JSON schema of pipeline files.");
        command.SetAction(_ =>
        {
            using ServiceProvider services = hosts.Catalog();
            Console.Out.Write(PipelineSchema.Write(services.GetRequiredService<StageCatalog>()));
            return ExitCode.Ok;
        });
        return command;
    }
}
