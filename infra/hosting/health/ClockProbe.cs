using System.Globalization;
using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>Whether this machine's clock agrees with that of the blob server, which refuses requests that seem old.</summary>
sealed class ClockProbe(RampartOptions options, TimeProvider time) : Probe
{
    static readonly TimeSpan Most = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        if (StoreLocation.Parse(options.Store).Container is not { } container)
        {
            return "the store is a folder and needs none other";
        }
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            // Whatever it answers, also that it refuses, says what time it is there.
            using HttpResponseMessage answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, container), cancellation);
            return answer.Headers.Date is { } there ? Compare(there - time.GetUtcNow()) : "the store does not say what time it is";
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ProbeException($"{container.Host} does not say what time it is: {e.Message}", "See what is said about the store.", inner: e);
        }
    }

    static string Compare(TimeSpan ahead)
    {
        string difference = string.Create(CultureInfo.InvariantCulture, $"{ahead.Duration().TotalSeconds:0} seconds {(ahead < TimeSpan.Zero ? "behind" : "ahead of")} this machine's");
        return ahead.Duration() <= Most
            ? "agrees with the store's within a minute"
            : throw new ProbeException($"The store's clock is {difference}.", "Set the clock of this machine (NTP); requests with a wrong time are refused.");
    }
}
