using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rampart.Stages;

namespace Rampart.Hosting.Tests;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Spans_and_measurements_of_house_bus_and_runtime_are_exported_by_the_end_under_the_services_name()
    {
        List<Activity> spans = [];
        List<Metric> metrics = [];
        Resource? resource = null;
        using var house = new ActivitySource("Rampart");
        using var bus = new ActivitySource("MassTransit");
        using var meter = new Meter("Rampart");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new Worker("1.2.3", "host:7")).AddRampartTelemetry("mining", export => export
            .WithTracing(traces => traces.AddInMemoryExporter(spans).AddProcessor(new ResourceReader(found => resource = found)))
            .WithMetrics(all => all.AddInMemoryExporter(metrics)));
        using IHost host = builder.Build();
        await host.StartAsync();
        string mark = $"only here {Environment.ProcessId}";
        house.StartActivity(mark)?.Dispose();
        bus.StartActivity(mark)?.Dispose();
        meter.CreateCounter<int>("rampart.test.items").Add(3);
        await host.StopAsync();

        Assert.Equal(["MassTransit", "Rampart"], spans.Where(span => span.DisplayName == mark).Select(span => span.Source.Name).Order());
        Assert.Contains(metrics, metric => metric.Name == "rampart.test.items");
        Assert.Contains(metrics, metric => metric.MeterName == "System.Runtime");
        Dictionary<string, object> attributes = resource!.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value);
        Assert.Equal(("rampart-mining", "1.2.3", "host:7"), (attributes["service.name"], attributes["service.version"], attributes["service.instance.id"]));
    }

    [Fact]
    public void Without_the_standard_variables_nothing_is_collected() =>
        Assert.Empty(new ServiceCollection().AddRampartTelemetry("mining"));

    sealed class ResourceReader(Action<Resource> found) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => found(ParentProvider.GetResource());
    }
}
