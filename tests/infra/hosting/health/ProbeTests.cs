using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rampart.Artifacts;

namespace Rampart.Hosting.Tests;

public sealed class ProbeTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-probes-").FullName;

    [Fact]
    public async Task A_folder_takes_conditional_writes_and_nothing_is_left_of_the_probe()
    {
        using ServiceProvider store = new ServiceCollection().AddRampartStore(Options()).BuildServiceProvider();
        HealthCheckResult result = await AskAsync(new ConditionalWriteProbe(store));
        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_folder, "claims")), file => Path.GetFileName(file).Length == 64);
    }

    [Fact]
    public async Task A_store_in_which_two_writers_create_one_name_fails_the_probe()
    {
        using ServiceProvider store = new ServiceCollection().AddSingleton<IClaimStore, GenerousClaims>().BuildServiceProvider();
        HealthCheckResult result = await AskAsync(new ConditionalWriteProbe(store));
        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("not conditional", result.Description);
        Assert.Contains("If-None-Match", $"{result.Data[Probe.FixKey]}");
    }

    [Theory]
    [InlineData(0, HealthStatus.Healthy, "agrees")]
    [InlineData(3600, HealthStatus.Unhealthy, "seconds behind this machine's")]
    [InlineData(-3600, HealthStatus.Unhealthy, "seconds ahead of this machine's")]
    public async Task A_clock_that_differs_from_the_stores_is_told(int seconds, HealthStatus status, string says)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        Task answering = AnswerWithDateAsync(server);
        var options = new RampartOptions { Store = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/account/container" };
        HealthCheckResult result = await AskAsync(new ClockProbe(options, new ShiftedTime(TimeSpan.FromSeconds(seconds))));
        await answering;
        Assert.Equal(status, result.Status);
        Assert.Contains(says, result.Description);
    }

    [Fact]
    public async Task Room_is_looked_for_on_the_disk_of_a_folder_that_does_not_exist_yet() =>
        Assert.Contains("GiB free", (await AskAsync(new DiskProbe(new RampartOptions { Store = Path.Combine(_folder, "not", "yet") }))).Description);

    RampartOptions Options() => new() { Store = _folder };

    static Task<HealthCheckResult> AskAsync(Probe probe) => probe.CheckHealthAsync(new HealthCheckContext());

    // A refusal, as of a server that wants credentials.
    static async Task AnswerWithDateAsync(TcpListener server)
    {
        using TcpClient client = await server.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync($"HTTP/1.1 403 Forbidden\r\nDate: {DateTimeOffset.UtcNow:R}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }

    sealed class GenerousClaims : IClaimStore
    {
        public Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(new MemoryStream());
    }
}
