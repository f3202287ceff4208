using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rampart.Hosting;

/// <summary>Finds out whether one thing that the house needs can be used, and says how to fix it when it can't.</summary>
public abstract class Probe : IHealthCheck
{
    /// <summary>The key of a result's data that says how to fix what is wrong.</summary>
    public const string FixKey = "fix";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return HealthCheckResult.Healthy(await ProbeAsync(cancellationToken));
        }
        catch (ProbeException e)
        {
            return new HealthCheckResult(e.Status, e.Message, e.InnerException, e.Fix is null ? null : new Dictionary<string, object> { [FixKey] = e.Fix });
        }
    }

    /// <summary>Says what works.</summary>
    /// <exception cref="ProbeException">It does not work.</exception>
    protected abstract Task<string> ProbeAsync(CancellationToken cancellation);
}

/// <summary>Something can't be used, or not fully.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="fix">What to do about it; null when that is said with what is wrong.</param>
/// <param name="status">How bad that is.</param>
/// <param name="inner">What was thrown.</param>
public sealed class ProbeException(string what, string? fix, HealthStatus status = HealthStatus.Unhealthy, Exception? inner = null) : Exception(what, inner)
{
    /// <summary>What to do about it; null when the message says so.</summary>
    public string? Fix => fix;

    /// <summary><see cref="HealthStatus.Degraded"/> when everything goes on all the same.</summary>
    public HealthStatus Status => status;
}
