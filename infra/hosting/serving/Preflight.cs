using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>
/// What must hold before a process takes its first message: a worker that can't use its store or its tensors would fail the items of
/// every run, one after the other, where its neighbours could have done them.
/// </summary>
sealed partial class Preflight(IServiceProvider services, ILogger<Preflight> logger)
{
    /// <summary>Returns if the store lets this process in, or does not answer for now, and if libtorch computes.</summary>
    /// <param name="computes">Whether the process needs libtorch.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">The store refuses, or can't be opened.</exception>
    /// <exception cref="ProbeException">libtorch does not work.</exception>
    public async Task RequireAsync(bool computes, CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<IRunLogStore>().LastAsync(StoreProbe.NoRun, cancellation);
        }
        catch (StoreUnavailableException e)
        {
            // It may be starting as well. Items are tried again for minutes, and until then the process says that it is not ready.
            LogUnavailable(e.Message);
        }
        if (computes && (await new TensorProbe().CheckHealthAsync(new HealthCheckContext(), cancellation)) is { Status: not HealthStatus.Healthy } tensors)
        {
            throw new ProbeException(tensors.Description!, $"{tensors.Data[Probe.FixKey]}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Reason} Starting all the same.")]
    partial void LogUnavailable(string reason);
}
