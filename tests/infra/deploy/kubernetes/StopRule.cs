using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Rampart.Deploy.Tests;

/// <summary>The time that a container has between SIGTERM and SIGKILL.</summary>
static class StopRule
{
    static readonly Lazy<TimeSpan> Needed = new(() =>
    {
        using IHost host = ServiceHosts.Build(CodeFacts.Coordination, Path.GetTempPath(), new Dictionary<string, string> { ["Rampart:Bus:Uri"] = "amqp://localhost" });
        return host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    });

    public static Rule[] All { get; } =
    [
        new("A container has twice the time to stop that a service takes", files => Compose(files).Concat(Manifests.Each(files, "Deployment", deployment =>
                TooShort(TimeSpan.FromSeconds(Manifests.Pod(deployment).Number("terminationGracePeriodSeconds"))))),
            new Mistake(ComposeFile.Main, "stop_grace_period: 2m", "stop_grace_period: 10s", "mining"),
            new Mistake(Manifests.EveryService, "terminationGracePeriodSeconds: 120", "terminationGracePeriodSeconds: 30", "Deployment/mining")),
    ];

    static IEnumerable<string> Compose(DeployFiles files) => ComposeFile.Read(files, ComposeFile.Main).Served.SelectMany(service =>
        TooShort(Duration(service.Value.Text("stop_grace_period")!)).Select(problem => $"{service.Key}: {problem}"));

    static TimeSpan Duration(string text) => TimeSpan.FromSeconds(int.Parse(text[..^1], CultureInfo.InvariantCulture) * (text[^1] == 'm' ? 60 : 1));

    static IEnumerable<string> TooShort(TimeSpan granted) => granted >= 2 * Needed.Value ? [] : [$"{granted} to stop, a service takes up to {Needed.Value}"];
}
