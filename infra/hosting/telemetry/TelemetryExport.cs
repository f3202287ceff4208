using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rampart.Stages;

namespace Rampart.Hosting;

/// <summary>Collects spans and measurements while the host runs and exports what is left when it stops.</summary>
/// <remarks>The requests that the process answers are left out: they are health probes, every few seconds the same.</remarks>
sealed class TelemetryExport(string service, Worker worker, Action<IOpenTelemetryBuilder> export) : IHostedService, IDisposable
{
    const string BusNames = "MassTransit";
    const string RuntimeNames = "System.Runtime";
    const string NameVariable = "OTEL_SERVICE_NAME";
    OpenTelemetrySdk? _sdk;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(builder => export(builder
            .ConfigureResource(resource => resource.AddService(
                Environment.GetEnvironmentVariable(NameVariable) is { Length: > 0 } name ? name : $"rampart-{service}",
                serviceVersion: worker.CodeVersion,
                serviceInstanceId: worker.Name))
            .WithTracing(traces => traces.AddSource(Telemetry.Name, BusNames))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, BusNames, RuntimeNames))));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _sdk?.Dispose();
        _sdk = null;
    }
}
