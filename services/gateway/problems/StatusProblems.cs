using Microsoft.AspNetCore.Http;

namespace Rampart.Gateway.Problems;

/// <summary>Gives a body to answers that are a status code and nothing else: those of the framework.</summary>
static class StatusProblems
{
    /// <summary>Writes the problem that the status code stands for, when nobody has written anything.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        HttpResponse response = context.Response;
        // What sends a file has said what it is before it finds out that there is no such part of it.
        bool isBare = response.ContentType is null || response.StatusCode == StatusCodes.Status416RangeNotSatisfiable;
        if (!response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && isBare)
        {
            response.ContentLength = null;
            await Of(response.StatusCode, context.Request.Path).WriteAsync(context);
        }
    }

    /// <summary>The problem that a status code stands for.</summary>
    public static Problem Of(int status, string path)
    {
        (string what, string fix) = status switch
        {
            StatusCodes.Status400BadRequest => ("The request is not understood.", "Send what /v1/openapi.json describes."),
            StatusCodes.Status404NotFound => ("There is no such endpoint.", "See /v1/openapi.json for those there are."),
            StatusCodes.Status405MethodNotAllowed => ("The endpoint does not take this method.", "See the header Allow for those that it takes."),
            StatusCodes.Status413PayloadTooLarge => ("The body is too long.", "Send less; Rampart__Gateway__BodyBytes of the gateway is the most."),
            StatusCodes.Status415UnsupportedMediaType => ("The endpoint does not take this media type.", "See /v1/openapi.json for those that it takes, and set Content-Type."),
            StatusCodes.Status416RangeNotSatisfiable => ("The artifact has no such part.", "See the header Content-Range for its length."),
            StatusCodes.Status429TooManyRequests => ("There are too many requests.", "Wait as long as the header Retry-After says."),
            StatusCodes.Status504GatewayTimeout => ("It took too long.", "Try again in a moment, or ask for less at once."),
            _ => ("The request can't be answered.", "See /v1/openapi.json for what can be asked."),
        };
        return Problem.Of(status, what, path, fix);
    }
}
