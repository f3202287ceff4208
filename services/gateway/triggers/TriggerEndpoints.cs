using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rampart.Contracts;
using Rampart.Gateway.Audit;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Triggers;

namespace Rampart.Gateway.Triggers;

/// <summary>What starts runs by itself, and asking for one by hand.</summary>
static class TriggerEndpoints
{
    const string Tag = "triggers", IdempotencyKey = "Idempotency-Key";
    const int LongestReason = 1000, LongestKey = 200;

    public static void MapTriggers(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/triggers", async (ITriggerInbox inbox, CancellationToken cancellation) => TypedResults.Ok(await inbox.PlacesAsync(cancellation)))
            .Needs(ApiScope.Read)
            .Is("ListWatchedPlaces", Tag, "The places whose files start runs, with the watches that they belong to.");
        endpoints.MapPost("/v1/triggers/{watch}", AskAsync)
            .Needs(ApiScope.Trigger, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .Is("AskForRun", Tag, "Hands in a cause by hand; the watch's policy decides when a run follows. Asking again with the same header Idempotency-Key asks once.");
    }

    static async Task<Accepted<CauseKept>> AskAsync(
        HttpContext context, string watch, [FromBody] CauseRequest? request, ITriggerInbox inbox, TimeProvider time, CancellationToken cancellation)
    {
        string reason = request?.Reason is { } given ? Checks.Text(given, LongestReason, "reason") : "";
        string who = $"{context.User.Identity?.Name}";
        // Another key's word for a request is another request.
        string id = context.Request.Headers[IdempotencyKey] is [{ } word] ? $"{who}/{Checks.Text(word, LongestKey, IdempotencyKey)}" : NewId.NextGuid().ToString("n");
        TriggerCause cause = Causes.Manual(id, who, reason, CauseChannels.Api, time.GetUtcNow());
        int kept = await inbox.AcceptAsync(watch, [cause], cancellation);
        AuditSubject.Set(context, cause.Id);
        return TypedResults.Accepted((string?)null, new CauseKept(cause.Id, kept > 0));
    }
}

/// <summary>Why a run is wanted.</summary>
/// <param name="Reason">In the words of whoever asks; it is kept in the run's lineage.</param>
public sealed record CauseRequest(string? Reason = null);

/// <summary>A cause is in the store.</summary>
/// <param name="Cause">Its id.</param>
/// <param name="New">Whether it was not there before.</param>
public sealed record CauseKept(string Cause, bool New);
