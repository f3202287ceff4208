using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Hosting;
using Rampart.Pipeline;

namespace Rampart.Deploy.Tests;

/// <summary>What the code says about itself that the files must agree with.</summary>
static class CodeFacts
{
    /// <summary>The service that is not a stage; its queue has one active consumer.</summary>
    public const string Coordination = QueueNames.Coordination;

    /// <summary>The services that compute, by the name of their queue.</summary>
    public static IReadOnlyList<string> ComputeServices { get; } = Kinds();

    /// <summary>All services.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. ComputeServices.Append(Coordination).Append(ServiceNames.Retraining).Append(ServiceNames.Gateway).Append(ServiceNames.Notifications).Order(StringComparer.Ordinal)];

    /// <summary>Where health is asked for.</summary>
    public static int HttpPort { get; } = new HttpOptions().Port;

    /// <summary>Tells whether the process lives.</summary>
    public const string Live = HealthEndpoints.Live;

    /// <summary>Tells whether the process can work.</summary>
    public const string Ready = HealthEndpoints.Ready;

    static string[] Kinds()
    {
        var services = new ServiceCollection();
        Cli.Services.AddAll(services);
        return [.. services.Select(service => service.ImplementationInstance).OfType<StageKind>()
            .Where(kind => kind.Command is not null).Select(kind => kind.Service).Distinct().Order(StringComparer.Ordinal)];
    }
}
