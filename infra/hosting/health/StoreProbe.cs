using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>Whether the store answers.</summary>
sealed class StoreProbe(IServiceProvider services, RampartOptions options) : Probe
{
    /// <summary>No run has this id; asking for it costs one request.</summary>
    public const string NoRun = "readiness";

    protected override async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<IRunLogStore>().LastAsync(NoRun, cancellation);
            return $"{StoreLocation.Parse(options.Store)} answers";
        }
        catch (Exception e) when (StoreFaults.Fix(e) is { } fix)
        {
            throw new ProbeException($"The store does not answer: {e.Message}", fix, inner: e);
        }
    }
}
