using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>
/// Whether the store can be written to, and of several writers that create one thing only one succeeds. What it writes it takes away again.
/// </summary>
sealed class ConditionalWriteProbe(IServiceProvider services) : Probe
{
    const int Writers = 8;

    protected override async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            string key = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"check {Environment.MachineName} {Environment.ProcessId}"));
            var claims = services.GetRequiredService<IClaimStore>();
            IAsyncDisposable?[] taken = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => claims.TryTakeAsync(key, cancellation)));
            foreach (IAsyncDisposable claim in taken.OfType<IAsyncDisposable>())
            {
                await claim.DisposeAsync();
            }
            return taken.Count(claim => claim is not null) == 1
                ? $"writable; of {Writers} writers of one name one succeeded"
                : throw new ProbeException(
                    $"Of {Writers} writers of one name {taken.Count(claim => claim is not null)} succeeded, so writes are not conditional here.",
                    "Choose a file system with exclusive creation and locks (not an old network share), or a blob server that honours If-None-Match.");
        }
        catch (Exception e) when (e is not ProbeException && StoreFaults.Fix(e) is { } fix)
        {
            throw new ProbeException($"The store can't be written to: {e.Message}", fix, inner: e);
        }
    }
}
