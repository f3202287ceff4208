using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Cli.Replays;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart execute-orders</c>, hidden: executes work orders for the replay of another build, from standard input to standard output.</summary>
static class ExecuteOrdersCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var sandbox = new Option<string>("--sandbox") { Description = "The folder that outputs go to.", Required = true };
        var command = new ConfiguredCommand(
            "execute-orders", "Executes work orders for `rampart replay --with-build` of another build.", ConfiguredOption.Store(), ConfiguredOption.Concurrency())
        {
            sandbox,
        };
        command.Hidden = true;
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Replays(configuration.Options);
            using Sandbox outputs = Sandbox.Open(services.GetRequiredService<IStoreView>().Artifacts, parsed.GetRequiredValue(sandbox));
            var server = new OrderServer(ReplayBench.Execution(services, outputs), services.GetRequiredService<StageCatalog>(), configuration.Options.Concurrency);
            await using Stream orders = Console.OpenStandardInput(), answers = Console.OpenStandardOutput();
            await server.ServeAsync(orders, answers, cancellation);
            return ExitCode.Ok;
        });
    }
}
