using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Rampart.Stages;

namespace Rampart.Hosting;

/// <summary>Adds telemetry to a process.</summary>
public static class TelemetryRegistration
{
    static readonly string[] ExportVariables =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    /// <summary>Exports spans and measurements over OTLP, when the standard variables say where to.</summary>
    /// <param name="services">Call it before anything else is hosted, so that it stops last.</param>
    /// <param name="service">The process's part in the house, for its name <c>rampart-SERVICE</c>.</param>
    public static IServiceCollection AddRampartTelemetry(this IServiceCollection services, string service) =>
        ExportVariables.Any(variable => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            ? services.AddRampartTelemetry(service, builder => builder.UseOtlpExporter())
            : services;

    internal static IServiceCollection AddRampartTelemetry(this IServiceCollection services, string service, Action<IOpenTelemetryBuilder> export) => services
        .AddSingleton<GpuMemory>()
        .AddSingleton<IHostedService>(s =>
        {
            s.GetRequiredService<GpuMemory>().Publish();
            return new TelemetryExport(service, s.GetRequiredService<Worker>(), export);
        });
}
