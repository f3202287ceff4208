using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Gateway.Problems;
using Rampart.Gateway.Runs;
using Rampart.Hosting;
using Rampart.Investigation.Faults;

namespace Rampart.Gateway.Faults;

/// <summary>What went wrong and waits for a decision.</summary>
static class FaultEndpoints
{
    const string Tag = "faults", UsualReason = "retried over HTTP";
    const int LongestReason = 1000;

    public static void MapFaults(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/faults", ListAsync)
            .Needs(ApiScope.Read)
            .Is("ListFaults", Tag, "Failed runs and dead letters.");
        endpoints.MapGet("/v1/faults/{id}", ShowAsync)
            .Needs(ApiScope.Admin, StatusCodes.Status404NotFound)
            .Is("ShowFault", Tag, "All that is known of a fault: for a dead letter its headers and body, for a run its failed items.");
        endpoints.MapPost("/v1/faults/{id}/retry", RetryAsync)
            .Needs(ApiScope.Admin, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .Is("RetryFault", Tag, "Has a fault tried again: a dead letter goes back to its queue, a failed run goes on from where it failed.");
        endpoints.MapDelete("/v1/faults/{id}", DiscardAsync)
            .Needs(ApiScope.Admin, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Is("DiscardFault", Tag, "Removes a dead letter for good.");
    }

    static async Task<Ok<IReadOnlyList<Fault>>> ListAsync(IServiceProvider services, SecretMask mask, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (IFaultSource source in FaultSources.Of(services))
        {
            faults.AddRange((await source.ListAsync(cancellation)).Select(fault => fault with { What = mask.Apply(fault.What) }));
        }
        return TypedResults.Ok<IReadOnlyList<Fault>>(faults);
    }

    static async Task<Ok<IReadOnlyDictionary<string, string>>> ShowAsync(string id, IServiceProvider services, SecretMask mask, CancellationToken cancellation)
    {
        foreach (IFaultSource source in FaultSources.Of(services))
        {
            if (await source.ShowAsync(id, cancellation) is { } found)
            {
                var shown = new OrderedDictionary<string, string>();
                foreach ((string name, string value) in found)
                {
                    shown.TryAdd(name, mask.Apply(value));
                }
                return TypedResults.Ok<IReadOnlyDictionary<string, string>>(shown);
            }
        }
        throw FaultSources.Unknown([id]);
    }

    static Task<Ok<FaultDecided>> RetryAsync(
        HttpContext context, string id, [FromBody] RunDecision? decision, IServiceProvider services, RunCommands commands, CancellationToken cancellation)
    {
        string reason = $"{Checks.Text(decision?.Reason ?? UsualReason, LongestReason, "reason")} (key {context.User.Identity?.Name})";
        return DecideAsync(id, FaultSources.Of(services, commands.SendAsync, reason), (source, chosen) => source.RetryAsync(chosen, cancellation));
    }

    static async Task<Ok<FaultDecided>> DiscardAsync(HttpContext context, string id, IServiceProvider services, CancellationToken cancellation)
    {
        if (await new FailedRuns(services.GetRequiredService<IRunLogStore>()).ShowAsync(id, cancellation) is not null)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, $"Run {id} is kept: its log is the record of what happened.", context.Request.Path, "Only dead letters can be discarded.");
        }
        return await DecideAsync(id, FaultSources.Of(services), (source, chosen) => source.DiscardAsync(chosen, cancellation));
    }

    static async Task<Ok<FaultDecided>> DecideAsync(string id, IReadOnlyList<IFaultSource> sources, Func<IFaultSource, Selection, Task<int>> decide)
    {
        var chosen = new Selection([id], all: false);
        int count = 0;
        foreach (IFaultSource source in sources)
        {
            count += await decide(source, chosen);
        }
        return count > 0 ? TypedResults.Ok(new FaultDecided(id, count)) : throw FaultSources.Unknown([id]);
    }
}

/// <summary>What was asked was done.</summary>
/// <param name="Id">The fault.</param>
/// <param name="Count">How many runs or dead letters have this id.</param>
public sealed record FaultDecided(string Id, int Count);
