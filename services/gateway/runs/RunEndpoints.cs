using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Gateway.Problems;
using Rampart.Investigation;
using Rampart.Stages;

namespace Rampart.Gateway.Runs;

/// <summary>Runs: list, show, follow, cancel, retry.</summary>
static class RunEndpoints
{
    const string Tag = "runs";
    const int UsualCount = 100, MostCount = 1000;
    const int LongestReason = 1000;

    public static void MapRuns(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/runs", ListAsync)
            .Needs(ApiScope.Read)
            .Is("ListRuns", Tag, "The runs of the store, the latest first; in one state, and so many at most, if asked.");
        endpoints.MapGet("/v1/runs/{run}", ShowAsync)
            .Needs(ApiScope.Read, StatusCodes.Status404NotFound)
            .Is("ShowRun", Tag, "A run with its items and their artifacts; `latest` is the one that started last.");
        endpoints.MapGet("/v1/runs/{run}/events", (HttpContext context, string run, RunEventStream events) => events.WriteAsync(context, run))
            .Needs(ApiScope.Read, StatusCodes.Status404NotFound)
            .RequireRateLimiting(RequestLimits.Streams)
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .Produces<string>(StatusCodes.Status200OK, RunEventStream.MediaType).Produces(StatusCodes.Status204NoContent)
            .Is("FollowRun", Tag, "The run's log as server-sent events, from after the header Last-Event-ID (or ?after=) until the run ends; 204 when it has ended and nothing is left to tell.");
        endpoints.MapPost("/v1/runs/{run}/cancel", CancelAsync)
            .Needs(ApiScope.Submit, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .Is("CancelRun", Tag, "Has the services stop a run; its log tells when they have.");
        endpoints.MapPost("/v1/runs/{run}/retry", RetryAsync)
            .Needs(ApiScope.Submit, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .Is("RetryRun", Tag, "Has the services go on with a run that failed, from where it failed.");
    }

    static async Task<Ok<IReadOnlyList<RunSummary>>> ListAsync(RunList runs, CancellationToken cancellation, string? state = null, int limit = UsualCount) =>
        TypedResults.Ok(await runs.ReadAsync(state, Checks.Limit(limit, MostCount), cancellation));

    static async Task<Ok<RunDetails>> ShowAsync(
        string run, IRunLogStore logs, IResultStore results, IEnumerable<IStage> stages, CancellationToken cancellation) =>
        TypedResults.Ok(await RunDetails.ReadAsync(await RunReading.FindAsync(logs, run, cancellation), results, DeclaredDeterminism.Of(stages), cancellation));

    static async Task<Accepted<RunDecided>> CancelAsync(
        HttpContext context, string run, [FromBody] RunDecision? decision, IRunLogStore logs, RunCommands commands, CancellationToken cancellation)
    {
        string reason = Reason(context, decision, "cancelled");
        RunReading found = await RunReading.FindAsync(logs, run, cancellation);
        if (found.Ending is { Outcome: not RunOutcome.Cancelled } ending)
        {
            throw new RequestException(StatusCodes.Status409Conflict, $"Run {found.Id} has ended already: {ending.Outcome}.", context.Request.Path, "Nothing is left to cancel.");
        }
        await commands.SendAsync(new CancelRun(found.Id, reason), cancellation);
        return TypedResults.Accepted($"/v1/runs/{found.Id}", new RunDecided(found.Id));
    }

    static async Task<Accepted<RunDecided>> RetryAsync(
        HttpContext context, string run, [FromBody] RunDecision? decision, IRunLogStore logs, RunCommands commands, CancellationToken cancellation)
    {
        string reason = Reason(context, decision, "retried");
        RunReading found = await RunReading.FindAsync(logs, run, cancellation);
        if (found.Ending is not { Outcome: RunOutcome.Failed })
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, $"Run {found.Id} is {found.State}; only a failed run can be retried.", context.Request.Path, "Submit its pipeline again instead.");
        }
        await commands.SendAsync(new RetryRun(found.Id, reason), cancellation);
        return TypedResults.Accepted($"/v1/runs/{found.Id}", new RunDecided(found.Id));
    }

    // With who decided it: the log of a run is read without the gateway's.
    static string Reason(HttpContext context, RunDecision? decision, string otherwise) =>
        $"{Checks.Text(decision?.Reason ?? otherwise, LongestReason, "reason")} (key {context.User.Identity?.Name})";
}

/// <summary>What is decided about a run.</summary>
/// <param name="Reason">Why; it is kept in the run's log.</param>
public sealed record RunDecision(string? Reason = null);

/// <summary>The services were told.</summary>
/// <param name="Run">The run.</param>
public sealed record RunDecided(string Run);
