using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Rampart.Bus;

/// <summary>Tells the items of a run that nobody wants them any more.</summary>
public sealed class EndedRuns(IHostApplicationLifetime lifetime)
{
    readonly ConcurrentDictionary<string, CancellationTokenSource> _runs = new();

    /// <summary>Cancelled when this process stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Cancelled when this run ends, or already if it has.</summary>
    public CancellationToken Token(string runId) => Source(runId).Token;

    /// <summary>Cancels what is under way for this run and whatever still comes.</summary>
    public void End(string runId) => Source(runId).Cancel();

    CancellationTokenSource Source(string runId) => _runs.GetOrAdd(runId, static _ => new CancellationTokenSource());
}
