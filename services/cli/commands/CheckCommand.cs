using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Hosting;
using Spectre.Console;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart check</c>: whether everything that the house needs can be used here.</summary>
static class CheckCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "check",
            "Says, a line each, whether broker, store, libtorch, device and disk can be used, and how to fix what can't; and what the stages promise. Ends with 3 if anything can't.",
            ConfiguredOption.Bus(), ConfiguredOption.Store()) { json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider stages = hosts.Catalog();
            Finding[] findings = [.. await EnvironmentCheck.RunAsync(configuration.Options, cancellation), DeterminismFinding.Of(stages)];
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(findings, CliJson.Options));
            }
            else
            {
                Write(Terminal.Output(), findings);
            }
            return findings.Any(finding => finding.Status == Finding.Failed) ? ExitCode.Environment : ExitCode.Ok;
        });
    }

    static void Write(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        int width = findings.Max(finding => finding.Name.Length);
        foreach (Finding finding in findings)
        {
            (string mark, string color) = finding.Status switch
            {
                Finding.Ok => ("✔", "green"),
                Finding.Degraded => ("!", "yellow"),
                _ => ("✘", "red"),
            };
            console.Markup($"[{color}]{mark}[/]");
            Console.Out.WriteLine($" {finding.Name.PadRight(width)}  {finding.Says}{(finding.Fix is null ? "" : $" Fix: {finding.Fix}")}");
        }
    }
}
