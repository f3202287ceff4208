using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Cli;
using Rampart.Hosting;

namespace Rampart.Deploy.Tests;

/// <summary>Hosts of single services, as the command <c>serve</c> builds them in their containers.</summary>
static class ServiceHosts
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A host that is not started.</summary>
    public static IHost Build(string service, string store, IReadOnlyDictionary<string, string> settings) => new ToolHosts(Cli.Services.AddAll).Serving(
        new RampartConfiguration(ToolConfiguration.Sections, settings
            .Append(new("Rampart:Store", store)).Append(new("Rampart:Http:Port", "0"))
            .Select(setting => new Setting(setting.Key, setting.Value, "test"))),
        [service]);

    /// <summary>Starts a host and waits until its endpoints are connected.</summary>
    public static async Task StartAsync(IHost host)
    {
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
    }
}
