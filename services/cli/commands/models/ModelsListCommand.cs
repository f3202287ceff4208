using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Gateway.Models;
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
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            await WriteAsync(await gateway.GetAsync<ModelLine[]>("v1/models", cancellation), parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var registry = services.GetRequiredService<ModelRegistry>();
            var models = new List<ModelLine>();
            foreach (string name in await registry.ListAsync(cancellation))
            {
                models.Add(ModelLine.Of(await registry.ReadAsync(name, cancellation)));
            }
            await WriteAsync(models, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    static async Task WriteAsync(IReadOnlyList<ModelLine> models, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(models, CliJson.Options));
            return;
        }
        if (models.Count == 0)
        {
            await Console.Error.WriteLineAsync("there is no model in this store; `rampart models register RUN NAME` adds the one that a run published");
            return;
        }
        Table table = new Table().RoundedBorder().AddColumns("model", "versions", "aliases");
        foreach (ModelLine model in models)
        {
            table.AddRow(Terminal.Plain(model.Name), Terminal.Plain($"{model.Versions}"), Terminal.Plain(string.Join(", ", model.Aliases.Select(alias => $"{alias.Key} = {alias.Value}"))));
        }
        Terminal.Output().Write(table);
    }
}
