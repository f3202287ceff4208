using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus;
using Rampart.Cli.Progress;
using Rampart.Hosting;

namespace Rampart.Cli;

/// <summary>The connection of a command to the services: through the broker, and to the store that they work on.</summary>
sealed class ServiceClient : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    readonly IHost _host;

    ServiceClient(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Connects; the broker must answer within seconds, since somebody waits.</summary>
    /// <exception cref="UnreachableException">It does not; the message says why and how to fix it.</exception>
    public static async Task<ServiceClient> ConnectAsync(
        ToolHosts hosts, RampartOptions options, string command, RunMonitor? monitor, CancellationToken cancellation)
    {
        // MassTransit would try again for ever and not say why.
        if (await EnvironmentCheck.BrokerAsync(options, cancellation) is { Status: Finding.Failed } broker)
        {
            throw new UnreachableException(broker.Says);
        }
        var client = new ServiceClient(hosts.Client(options, command, monitor));
        try
        {
            await client._host.StartAsync(cancellation);
            await client.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a message; returns when the broker has it.</summary>
    public async Task SendAsync<T>(T message, CancellationToken cancellation) where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await Services.GetRequiredService<IMessagePublisher>().PublishAsync(message, NewId.NextGuid(), patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new UnreachableException(
                $"the broker did not take the message within {Patience.TotalSeconds} seconds. `rampart check` tells whether it can be reached.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _host.StopAsync(patience.Token);
        _host.Dispose();
    }
}
