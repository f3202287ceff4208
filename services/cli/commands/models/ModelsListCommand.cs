using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Registry;
using Spectre.Console;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models ls</c>: all models.</summary>
static class ModelsListCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("ls", "Lists the models with their latest version and their aliases.", ConfiguredOption.Store()) { json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var registry = services.GetRequiredService<ModelRegistry>();
            var models = new List<ModelHistory>();
            foreach (string name in await registry.ListAsync(cancellation))
            {
                models.Add(await registry.ReadAsync(name, cancellation));
            }
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(models.Select(model => new { model.Name, Versions = model.Versions.Count, model.Aliases }), CliJson.Options));
                return ExitCode.Ok;
            }
            if (models.Count == 0)
            {
                await Console.Error.WriteLineAsync("there is no model in this store; `rampart models register RUN NAME` adds the one that a run published");
                return ExitCode.Ok;
            }
            Table table = new Table().RoundedBorder().AddColumns("model", "versions", "aliases");
            foreach (ModelHistory model in models)
            {
                table.AddRow(Terminal.Plain(model.Name), Terminal.Plain($"{model.Versions.Count}"), Terminal.Plain(string.Join(", ", model.Aliases.Select(alias => $"{alias.Key} = {alias.Value}"))));
            }
            Terminal.Output().Write(table);
            return ExitCode.Ok;
        });
    }
}
