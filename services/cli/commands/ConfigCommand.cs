using System.CommandLine;
using System.Text.Json;
using Rampart.Hosting;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart config</c>: what the process is configured with, and where each value comes from.</summary>
static class ConfigCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "config", "Prints the effective configuration and where each value comes from; secrets are masked.",
            ConfiguredOption.Store(), ConfiguredOption.Bus(), ConfiguredOption.Concurrency(), ConfiguredOption.Port(), ConfiguredOption.Host()) { json };
        return command.Does(hosts, (parsed, configuration, _) =>
        {
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(configuration.Shown, CliJson.Options));
                return Task.FromResult(ExitCode.Ok);
            }
            Table table = new Table().RoundedBorder().AddColumns("key", "value", "from");
            foreach (Setting setting in configuration.Shown)
            {
                // Not markup: that would make an emoji of `:Bus:`.
                table.AddRow(new Text(setting.Key), new Text(setting.Value), new Text(setting.Source));
            }
            Terminal.Output().Write(table);
            return Task.FromResult(ExitCode.Ok);
        });
    }
}
