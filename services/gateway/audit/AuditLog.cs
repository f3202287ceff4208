using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Rampart.Gateway.Audit;

/// <summary>Logs every request to the API when it has been answered: who, what, from where, how it ended. The log adds when.</summary>
sealed partial class AuditLog(RequestDelegate next, ILogger<AuditLog> logger, TimeProvider time)
{
    const int LongestPath = 512;

    public async Task InvokeAsync(HttpContext context)
    {
        long started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            // The query stays out of the log: it may hold a key.
            string path = context.Request.Path.ToUriComponent();
            LogRequest(
                context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "nobody",
                context.Request.Method,
                path.Length <= LongestPath ? path : path[..LongestPath],
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "",
                $"{context.Connection.RemoteIpAddress}",
                context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode,
                AuditSubject.Of(context),
                time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Who} asked for {Method} {Path} ({What}) from {From}: {Status} {Subject}, {Milliseconds:F0} ms.")]
    partial void LogRequest(string who, string method, string path, string what, string from, int status, string subject, double milliseconds);
}

/// <summary>What a request was about, where the path does not say it: the run that began, the causes that were kept.</summary>
static class AuditSubject
{
    static readonly object Key = new();

    public static void Set(HttpContext context, string subject) => context.Items[Key] = subject;

    public static string Of(HttpContext context) => context.Items.TryGetValue(Key, out object? subject) ? $"{subject}" : "";
}
