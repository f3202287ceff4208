using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_process_exports_its_spans_and_measurements_before_it_ends()
    {
        using var place = new Workplace();
        await using var receiver = new TelemetryReceiver();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment=here",
        };
        Assert.Equal(0, (await ToolProcess.RunTool(ToolProcess.Tiny, environment, place.Run("store"))).ExitCode);
        foreach (string path in new[] { "/v1/traces", "/v1/metrics" })
        {
            Assert.Contains("rampart-run", receiver.Received(path));
            Assert.Contains("deployment.environment", receiver.Received(path));
        }
        Assert.Contains("order item", receiver.Received("/v1/traces"));
        Assert.Contains("messaging.masstransit.consume", receiver.Received("/v1/metrics"));
    }

    [Fact]
    public async Task A_collector_that_is_away_disturbs_nothing()
    {
        using var place = new Workplace();
        var environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };
        Assert.Equal(0, (await ToolProcess.RunTool(ToolProcess.Tiny, environment, place.Run("store"))).ExitCode);
    }
}
