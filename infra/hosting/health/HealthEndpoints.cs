using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rampart.Hosting;

/// <summary>What a process answers about itself.</summary>
static class HealthEndpoints
{
    /// <summary>Whether the process lives. It says nothing of broker and store: an outage of theirs is no reason to kill a training.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether it can work, with a finding for each thing that it needs.</summary>
    public const string Ready = "/health/ready";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Live, context => context.Response.WriteAsync("alive\n", context.RequestAborted));
        endpoints.MapGet(Ready, AnswerReadyAsync);
    }

    static async Task AnswerReadyAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        HealthReport report = await services.GetRequiredService<Readiness>().ReadAsync(context.RequestAborted);
        bool ready = report.Status != HealthStatus.Unhealthy;
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        IReadOnlyList<Finding> checks = Finding.Of(report, services.GetRequiredService<SecretMask>());
        await context.Response.WriteAsJsonAsync(new { status = ready ? "ready" : "not ready", checks }, Json, context.RequestAborted);
    }
}
