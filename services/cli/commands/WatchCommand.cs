using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Cli.Gateway;
using Rampart.Cli.Progress;
using Rampart.Hosting;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart watch RUN</c>: follows a run until it ends.</summary>
static class WatchCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> id = SharedOptions.RunId();
        var command = new ConfiguredCommand(
            "watch",
            "Follows a run until it ends, and ends like `rampart run`: with a table, a report and its exit code. Ctrl-C stops watching, not the run.",
            ConfiguredOption.Store(), ConfiguredOption.Bus()) { id };
        var output = new RunOutput.Options(command);
        command.OverGateway((parsed, gateway, cancellation) => GatewayWatch.FollowAsync(gateway, parsed.GetRequiredValue(id), output.Read(parsed), cancellation));
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            var monitor = new RunMonitor(TimeProvider.System);
            using ServiceProvider store = hosts.Store(configuration.Options);
            using IHost? bus = configuration.Options.Bus.Uri is null ? null : hosts.Client(configuration.Options, "watch", monitor);

            // The store alone tells all but the progress within items: a broker that is away is waited for in the background.
            await (bus?.StartAsync(cancellation) ?? Task.CompletedTask);
            try
            {
                return await RunWatch.FollowAsync(store, monitor, parsed.GetRequiredValue(id), output.Read(parsed), cancellation);
            }
            finally
            {
                await (bus?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
            }
        });
    }
}
