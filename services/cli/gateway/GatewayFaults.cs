using Rampart.Gateway.Faults;
using Rampart.Gateway.Runs;
using Rampart.Investigation.Faults;

namespace Rampart.Cli.Gateway;

/// <summary>Decides about faults through a gateway.</summary>
static class GatewayFaults
{
    /// <summary>All that wait.</summary>
    public static async Task<IReadOnlyList<Fault>> ListAsync(GatewayClient gateway, CancellationToken cancellation) =>
        await gateway.GetAsync<Fault[]>("v1/faults", cancellation);

    /// <summary>All that is known of one.</summary>
    public static Task<OrderedDictionary<string, string>> ShowAsync(GatewayClient gateway, string id, CancellationToken cancellation) =>
        gateway.GetAsync<OrderedDictionary<string, string>>(PathOf(id), cancellation);

    /// <summary>Has faults tried again; returns how many.</summary>
    public static Task<int> RetryAsync(GatewayClient gateway, IReadOnlyList<string> ids, string reason, CancellationToken cancellation) => EachAsync(
        ids, id => gateway.SendAsync<FaultDecided>(HttpMethod.Post, $"{PathOf(id)}/retry", new RunDecision(reason), cancellation));

    /// <summary>Removes dead letters; returns how many.</summary>
    public static Task<int> DiscardAsync(GatewayClient gateway, IReadOnlyList<string> ids, CancellationToken cancellation) => EachAsync(
        ids, id => gateway.SendAsync<FaultDecided>(HttpMethod.Delete, PathOf(id), null, cancellation));

    static async Task<int> EachAsync(IReadOnlyList<string> ids, Func<string, Task<FaultDecided>> decide)
    {
        int count = 0;
        foreach (string id in ids.Distinct())
        {
            count += (await decide(id)).Count;
        }
        return count;
    }

    static string PathOf(string id) => $"v1/faults/{Uri.EscapeDataString(id)}";
}
