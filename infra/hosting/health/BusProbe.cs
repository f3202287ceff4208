using MassTransit;
using Rampart.Bus.RabbitMq;

namespace Rampart.Hosting;

/// <summary>Whether the bus of this process is connected and all its endpoints listen.</summary>
sealed class BusProbe(IBusControl bus, EndpointHearing hearing) : Probe
{
    protected override Task<string> ProbeAsync(CancellationToken cancellation)
    {
        BusHealthResult health = bus.CheckHealth();
        string[] deaf =
        [
            .. health.Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy).Select(endpoint => endpoint.Key).Union(hearing.Deaf),
        ];
        return health.Status == BusHealthStatus.Healthy && deaf.Length == 0
            ? Task.FromResult($"connected to {bus.Address.Host}, {health.Endpoints.Count} endpoints listen")
            : throw new ProbeException(
                deaf.Length == 0 ? $"The bus is not connected: {health.Description}." : $"Not listening: {string.Join(", ", deaf)}.",
                "See that the broker runs and lets this process in: `rampart check` says more.",
                inner: health.Exception);
    }
}
