using System.Text;
using Rampart.Bus;
using Rampart.Bus.RabbitMq;
using RabbitMQ.Client;

namespace Rampart.Hosting;

/// <summary>Whether the broker can be reached and lets this user into the virtual host, and which version it has.</summary>
sealed class BrokerProbe(RampartOptions options) : Probe
{
    const string VersionProperty = "version";

    protected override async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        if (options.Bus.Uri is null)
        {
            return "none configured: `rampart run` needs none; --bus or Rampart__Bus__Uri names one for the other commands";
        }
        try
        {
            var broker = new BrokerConnection(options.Bus);
            await using IConnection connection = await broker.OpenAsync("rampart check", cancellation);
            object? version = connection.ServerProperties?.TryGetValue(VersionProperty, out object? found) == true ? found : null;
            return $"RabbitMQ {(version is byte[] text ? Encoding.UTF8.GetString(text) : "of unknown version")} at {broker.Name} lets us in";
        }
        catch (BusException e)
        {
            throw new ProbeException(e.Message, fix: null, inner: e);
        }
    }
}
