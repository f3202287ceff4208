using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rampart.Bus;

namespace Rampart.Hosting.Tests;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task A_process_whose_bus_store_and_tensors_work_is_ready_with_a_line_for_each()
    {
        await using ServedHost host = await ServedHost.StartAsync("mining");
        (HttpStatusCode status, JsonElement ready) = await host.ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, ready.GetProperty("status").GetString()));
        Assert.Equal(["bus", "store", "libtorch"], ready.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.All(ready.GetProperty("checks").EnumerateArray(), check => Assert.Equal(("ok", JsonValueKind.Null), (check.GetProperty("status").GetString(), check.GetProperty("fix").ValueKind)));
    }

    [Fact]
    public async Task A_coordinator_needs_no_tensors()
    {
        await using ServedHost host = await ServedHost.StartAsync("coordination");
        (_, JsonElement ready) = await host.ReadyAsync();
        Assert.Equal(["bus", "store"], ready.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Without_a_store_the_process_is_not_ready_says_how_to_fix_it_and_lives()
    {
        await using ServedHost host = await ServedHost.StartAsync("coordination", store: "/proc/nowhere");
        (HttpStatusCode status, JsonElement ready) = await host.ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready"), (status, ready.GetProperty("status").GetString()));
        JsonElement store = ready.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "store");
        Assert.Equal("failed", store.GetProperty("status").GetString());
        Assert.Contains("/proc/nowhere", store.GetProperty("says").GetString());
        Assert.Contains("--store", store.GetProperty("fix").GetString());
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Answers_are_kept_for_a_moment_and_carry_no_secret()
    {
        var probe = new LeakyProbe();
        await using ServedHost host = await ServedHost.StartAsync(
            "coordination", bus: new BusOptions { Password = "hunter2" },
            add: services => services.AddSingleton(probe).AddHealthChecks().AddCheck<LeakyProbe>("leaky", tags: [Readiness.Tag]));
        string first = await (await host.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync();
        await host.Http.GetAsync("/health/ready");
        Assert.Equal(1, probe.Asked);
        Assert.DoesNotContain("hunter2", first);
        Assert.Contains(SecretMask.Mark, first);
    }

    [Fact]
    public async Task Nothing_else_is_answered()
    {
        await using ServedHost host = await ServedHost.StartAsync("coordination");
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Http.PostAsync("/health/live", null)).StatusCode);
    }

    sealed class LeakyProbe : IHealthCheck
    {
        public int Asked { get; private set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Asked++;
            return Task.FromResult(HealthCheckResult.Unhealthy("hunter2 is refused"));
        }
    }
}
