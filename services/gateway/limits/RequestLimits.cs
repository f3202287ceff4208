using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Limits;

/// <summary>How much a key, or an address without one, may ask for.</summary>
static class RequestLimits
{
    /// <summary>The policy of all endpoints but streams: so many requests a minute.</summary>
    public const string Requests = "requests";

    /// <summary>The policy of streams: so many at once.</summary>
    public const string Streams = "streams";

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    const int PeriodsPerMinute = 60;

    /// <summary>Sets the limits that the options name.</summary>
    public static void Configure(RateLimiterOptions limiter, GatewayOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = RejectAsync;
        limiter.AddPolicy(Requests, context => IsKnown(context, out string holder) ? PerMinute(holder, options.RequestsPerMinute) : PerMinute(holder, options.AnonymousPerMinute));
        limiter.AddPolicy(Streams, context => IsKnown(context, out string holder)
            ? RateLimitPartition.GetConcurrencyLimiter(holder, _ => new ConcurrencyLimiterOptions { PermitLimit = options.Streams })
            : PerMinute(holder, options.AnonymousPerMinute));
    }

    static RateLimitPartition<string> PerMinute(string holder, int requests) => RateLimitPartition.GetTokenBucketLimiter(holder, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = requests,
        TokensPerPeriod = Math.Max(1, requests / PeriodsPerMinute),
        ReplenishmentPeriod = requests >= PeriodsPerMinute ? Minute / PeriodsPerMinute : Minute / requests,
    });

    // Ids of keys hold no colon, addresses do not begin with "key".
    static bool IsKnown(HttpContext context, out string holder)
    {
        bool known = context.User.Identity is { IsAuthenticated: true };
        holder = known ? $"key:{context.User.Identity!.Name}" : $"{context.Connection.RemoteIpAddress}";
        return known;
    }

    static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        HttpContext context = rejected.HttpContext;
        TimeSpan pause = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : TimeSpan.FromSeconds(1);
        context.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await StatusProblems.Of(StatusCodes.Status429TooManyRequests, context.Request.Path).WriteAsync(context);
    }
}
