using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rampart.Contracts;
using Rampart.Gateway.Audit;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Problems;
using Rampart.Triggers;

namespace Rampart.Gateway.Webhooks;

/// <summary>Where Azure Event Grid delivers what happened to blobs.</summary>
static class WebhookEndpoints
{
    const string Tag = "webhooks", Path = "/v1/webhooks/event-grid";
    const string RequestOrigin = "WebHook-Request-Origin", AllowedOrigin = "WebHook-Allowed-Origin", AllowedRate = "WebHook-Allowed-Rate";
    const int Deepest = 32, MostEvents = 10_000, MostTold = 20;
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest };

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, [HttpMethods.Options], Shake)
            .WithMetadata(new KeyInQuery())
            .Needs(ApiScope.Trigger)
            .Is("AllowEvents", Tag, "The handshake of CloudEvents: lets the origin deliver that the gateway expects. The key may stand in ?code=.");
        endpoints.MapPost(Path, ReceiveAsync)
            .WithMetadata(new KeyInQuery())
            .Needs(ApiScope.Trigger, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .Accepts<JsonElement>(MediaTypes.Json, "application/cloudevents+json", "application/cloudevents-batch+json")
            .Produces<EventsKept>().Produces<ValidationAnswer>()
            .Is("DeliverEvents", Tag, "Takes events in Event Grid's schema or CloudEvents 1.0, one or many, and answers when those of watched places are kept; also the handshake of Event Grid's schema. The key may stand in ?code=.");
    }

    static Ok Shake(HttpContext context, GatewayOptions options)
    {
        if (context.Request.Headers[RequestOrigin] is not [{ } origin] || !string.Equals(origin, options.WebhookOrigin, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestException(
                StatusCodes.Status400BadRequest, $"The header {RequestOrigin} is not {options.WebhookOrigin}.", RequestOrigin,
                "Subscribe with Azure Event Grid, or have Rampart__Gateway__WebhookOrigin changed.");
        }
        // A callback that the request may name is not called: answering is enough, and calling whatever address somebody names is not.
        context.Response.Headers[AllowedOrigin] = options.WebhookOrigin;
        context.Response.Headers[AllowedRate] = options.RequestsPerMinute.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    static async Task<Results<Ok<EventsKept>, Ok<ValidationAnswer>>> ReceiveAsync(HttpContext context, ITriggerInbox inbox, EventOwners owners, CancellationToken cancellation)
    {
        EventBatch batch = await ReadAsync(context, cancellation);
        if (batch.ValidationCode is { } code)
        {
            AuditSubject.Set(context, "subscription validated");
            return TypedResults.Ok(new ValidationAnswer(code));
        }
        ILookup<string, TriggerCause> causes = await owners.CausesAsync(batch.Blobs, cancellation);
        int kept = 0;
        foreach (IGrouping<string, TriggerCause> watch in causes)
        {
            kept += await KeepAsync(inbox, watch, cancellation);
        }
        var answer = new EventsKept(batch.Blobs.Count + batch.Others + batch.Malformed.Count, causes.Sum(watch => watch.Count()), kept, batch.Malformed.Count);
        AuditSubject.Set(context, $"{answer}");
        if (batch.Malformed.Count > 0 && batch.Malformed.Count == answer.Received)
        {
            throw new RequestException(
                StatusCodes.Status400BadRequest, string.Join("; ", batch.Malformed.Take(MostTold)), "the events", "Deliver events of Azure Blob Storage, as Event Grid sends them.");
        }
        return TypedResults.Ok(answer);
    }

    // 503 has the deliverer come again: the watch may have been removed this moment, or have more than it can keep.
    static async Task<int> KeepAsync(ITriggerInbox inbox, IGrouping<string, TriggerCause> watch, CancellationToken cancellation)
    {
        try
        {
            return await inbox.AcceptAsync(watch.Key, [.. watch], cancellation);
        }
        catch (TriggerException e)
        {
            throw new RequestException(StatusCodes.Status503ServiceUnavailable, e.Message, $"watch {watch.Key}", "Deliver the events again.");
        }
    }

    static async Task<EventBatch> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        try
        {
            using JsonDocument delivery = await JsonDocument.ParseAsync(context.Request.Body, Strict, cancellation);
            if (delivery.RootElement.ValueKind == JsonValueKind.Array && delivery.RootElement.GetArrayLength() > MostEvents)
            {
                throw new RequestException(StatusCodes.Status413PayloadTooLarge, $"There are more than {MostEvents} events.", "the body", "Deliver fewer at once.");
            }
            return EventBatch.Read(delivery.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"The body is not JSON: {e.Message}", "the body", "Deliver events as Event Grid sends them.");
        }
    }
}

/// <summary>What became of a delivery. All that has to be kept is in the store.</summary>
/// <param name="Received">The events.</param>
/// <param name="Watched">The causes that they are for watches.</param>
/// <param name="Kept">How many of those were new.</param>
/// <param name="Malformed">Events that were not understood.</param>
public sealed record EventsKept(int Received, int Watched, int Kept, int Malformed);

/// <summary>Proves that the endpoint wants the events of a subscription.</summary>
/// <param name="ValidationResponse">The code that was sent.</param>
public sealed record ValidationAnswer([property: JsonPropertyName("validationResponse")] string ValidationResponse);
