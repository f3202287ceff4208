using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Triggers;

namespace Rampart.Gateway.Problems;

/// <summary>Turns what endpoints throw into problems. What nobody foresaw is logged, and not told.</summary>
sealed partial class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    const string AsWritten = "The message says it.";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return true; // nobody listens any more
        }
        Problem? problem = Of(exception, context.Request.Path);
        if (problem is null)
        {
            LogUnforeseen(exception, context.TraceIdentifier, context.Request.Method, context.Request.Path);
            problem = Problem.Of(
                StatusCodes.Status500InternalServerError, "The gateway failed.", context.Request.Path,
                "Try again; if it fails again, look for the trace in the gateway's log and report it.") with { Trace = context.TraceIdentifier };
        }
        await problem.WriteAsync(context);
        return true;
    }

    static Problem? Of(Exception exception, string path) => exception switch
    {
        RequestException request => request.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => StatusProblems.Of(StatusCodes.Status413PayloadTooLarge, path),
        BadHttpRequestException request => Problem.Of(request.StatusCode, Innermost(request), path, "Send what the description of the endpoint (/v1/openapi.json) asks for."),
        PipelineException => Problem.Of(StatusCodes.Status422UnprocessableEntity, exception.Message, "the pipeline and its overrides", "Correct it; `rampart validate FILE` says the same."),
        AliasConflictException => Problem.Of(StatusCodes.Status409Conflict, exception.Message, path, "Look at the model, and decide again."),
        RegistryException => Problem.Of(StatusCodes.Status422UnprocessableEntity, exception.Message, path, AsWritten),
        InvestigationException => Problem.Of(StatusCodes.Status404NotFound, exception.Message, path, AsWritten),
        TriggerException => Problem.Of(StatusCodes.Status404NotFound, exception.Message, path, AsWritten),
        ArtifactGoneException => Problem.Of(StatusCodes.Status410Gone, exception.Message, path, AsWritten),
        ArtifactException => Problem.Of(StatusCodes.Status422UnprocessableEntity, exception.Message, path, AsWritten),
        StoreUnavailableException or BusException => Problem.Of(StatusCodes.Status503ServiceUnavailable, exception.Message, path, "Try again in a moment; what was asked may have been done."),
        OperationCanceledException => Problem.Of(StatusCodes.Status503ServiceUnavailable, "It took too long.", path, "Try again in a moment, or ask for less at once."),
        _ => null,
    };

    static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception.Message;

    [LoggerMessage(LogLevel.Error, "Trace {Trace}: {Method} {Path} failed.")]
    partial void LogUnforeseen(Exception exception, string trace, string method, string path);
}
