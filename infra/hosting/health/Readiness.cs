using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rampart.Hosting;

/// <summary>Whether the process can do its work now. Answers are kept for a moment: whoever asks often does not load broker and store.</summary>
sealed class Readiness(HealthCheckService checks, TimeProvider time) : IDisposable
{
    /// <summary>Marks the probes that count.</summary>
    public const string Tag = "rampart-ready";

    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    readonly SemaphoreSlim _turn = new(1);
    HealthReport? _last;
    DateTimeOffset _looked;

    /// <summary>Adds the probes that count.</summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="computes">Whether the process needs libtorch.</param>
    public static void Add(IServiceCollection services, bool computes)
    {
        IHealthChecksBuilder checks = services.AddSingleton<Readiness>().AddHealthChecks()
            .AddCheck<BusProbe>("bus", tags: [Tag], timeout: Patience)
            .AddCheck<StoreProbe>("store", tags: [Tag], timeout: Patience);
        if (computes)
        {
            checks.AddCheck<TensorProbe>("libtorch", tags: [Tag], timeout: Patience);
        }
    }

    public async Task<HealthReport> ReadAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is null || time.GetUtcNow() - _looked >= Freshness)
            {
                _last = await checks.CheckHealthAsync(check => check.Tags.Contains(Tag), cancellation);
                _looked = time.GetUtcNow();
            }
            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
