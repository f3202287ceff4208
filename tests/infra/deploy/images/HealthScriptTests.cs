using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>health.sh, which compose runs in the containers, against a real server.</summary>
public sealed class HealthScriptTests : IAsyncLifetime
{
    readonly WebApplication _service;
    int _readiness = StatusCodes.Status200OK;

    public HealthScriptTests()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _service = builder.Build();
        _service.MapGet("/health/live", () => "Healthy");
        _service.MapGet("/health/ready", () => Results.Text("the broker is gone", statusCode: _readiness));
    }

    public Task InitializeAsync() => _service.StartAsync();

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task It_succeeds_when_every_check_answers_200()
    {
        Assert.Equal((0, ""), await Run(Port, "live", "ready"));
    }

    [Fact]
    public async Task It_fails_and_says_what_was_answered_when_one_does_not()
    {
        _readiness = StatusCodes.Status503ServiceUnavailable;

        (int exitCode, string error) = await Run(Port, "live", "ready");

        Assert.Equal(1, exitCode);
        Assert.Contains("/health/ready answered HTTP/1.1 503", error);
        Assert.Equal((0, ""), await Run(Port, "live"));
    }

    [Fact]
    public async Task It_fails_when_nobody_listens()
    {
        int port = Port;
        await _service.StopAsync();

        (int exitCode, _) = await Run(port, "live");

        Assert.NotEqual(0, exitCode);
    }

    int Port => new Uri(_service.Urls.Single()).Port;

    static async Task<(int ExitCode, string Error)> Run(int port, params string[] checks)
    {
        string script = Path.Combine(RepositoryFolder.Root, "infra/deploy/images/health.sh");
        var start = new ProcessStartInfo(script, checks)
        {
            RedirectStandardError = true,
            Environment = { ["Rampart__Http__Port"] = port.ToString(CultureInfo.InvariantCulture) },
        };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
