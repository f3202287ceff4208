using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Replays;
using Rampart.Investigation.Pages;
using Rampart.Investigation.Replaying;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart replay</c>: executes recorded work again in a sandbox and names the first thing that differs.</summary>
static class ReplayCommand
{
    const string Description =
        "Executes recorded work again from its recorded inputs, in a sandbox, and compares. Ends with 0 when all is identical, 1 when something differs, "
        + "3 when something could not be replayed. The store of the run is not touched, and nothing is published.";

    public static Command Create(ToolHosts hosts)
    {
        var arguments = new ReplayArguments();
        var command = new ConfiguredCommand("replay", Description, ConfiguredOption.Store(), ConfiguredOption.Concurrency());
        arguments.AddTo(command);
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            ReplayRequest request = arguments.Read(parsed);
            using ServiceProvider services = hosts.Replays(configuration.Options);
            await using ReplayBench bench = await ReplayBench.OpenAsync(services, configuration.Options, request, cancellation);
            ReplayReport report = await bench.RunAsync(request, cancellation);
            if (request.Html is { } page)
            {
                await File.WriteAllTextAsync(page, ReplayPage.Render(await bench.PageAsync(report, cancellation)), cancellation);
            }
            if (request.Json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Options));
            }
            else
            {
                ReplayTables.Write(Terminal.Output(), report);
            }
            return report.Verdict switch
            {
                ReplayVerdict.Identical => ExitCode.Ok,
                ReplayVerdict.Differs => ExitCode.Failed,
                _ => ExitCode.Environment,
            };
        });
    }
}
