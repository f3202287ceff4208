using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Endpoints;

/// <summary>What every endpoint has, so that it holds and is described in one place.</summary>
static class EndpointConventions
{
    static readonly int[] Always =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Lets only keys with this scope in.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="problems">The status codes of problems that it may answer with, besides those of every endpoint.</param>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, ApiScope scope, params int[] problems)
    {
        endpoint.RequireAuthorization(ApiScopes.Word(scope)).RequireRateLimiting(RequestLimits.Requests);
        foreach (int status in Always.Concat(problems).Order())
        {
            endpoint.Produces<Problem>(status, Problem.MediaType);
        }
        return endpoint;
    }

    /// <summary>Names and explains the endpoint.</summary>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder endpoint, string name, string tag, string summary) =>
        endpoint.WithName(name).WithTags(tag).WithSummary(summary);
}
