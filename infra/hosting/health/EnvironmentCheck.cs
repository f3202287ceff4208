using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Rampart.Hosting;

/// <summary>Looks at everything that the house needs, once, for whoever sets it up.</summary>
public static class EnvironmentCheck
{
    const string Broker = "broker";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>All findings, in a fixed order.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(RampartOptions options, CancellationToken cancellation)
    {
        await using ServiceProvider services = Services(options);
        HealthReport report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellation);
        return Finding.Of(report, SecretMask.Of(options));
    }

    /// <summary>The finding about the broker alone.</summary>
    public static async Task<Finding> BrokerAsync(RampartOptions options, CancellationToken cancellation)
    {
        await using ServiceProvider services = Services(options);
        HealthReport report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == Broker, cancellation);
        return Finding.Of(report, SecretMask.Of(options)).Single();
    }

    static ServiceProvider Services(RampartOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton(options).AddRampartStore(options).AddLogging(logging => logging.ClearProviders()).AddHealthChecks()
            .AddCheck<BrokerProbe>(Broker, timeout: Patience)
            .AddCheck<StoreProbe>("store", timeout: Patience)
            .AddCheck<ConditionalWriteProbe>("store writes", timeout: Patience)
            .AddCheck<TensorProbe>("libtorch", timeout: Patience)
            .AddCheck<DeviceProbe>("device", timeout: Patience)
            .AddCheck<DiskProbe>("disk", timeout: Patience)
            .AddCheck<ClockProbe>("clock", timeout: Patience);
        return services.BuildServiceProvider();
    }
}
