using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Audit;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Runs;

/// <summary>Has the services run a pipeline: the YAML is the body, all else stands in the query.</summary>
static class SubmitEndpoint
{
    const int MostOverrides = 200, LargestPipeline = 1 << 20;
    static readonly string[] OtherYaml = ["application/x-yaml", "text/yaml", "text/x-yaml"];

    public static void MapSubmit(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/v1/runs", SubmitAsync)
        .Needs(ApiScope.Submit, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
        .Accepts<string>(MediaTypes.Yaml, OtherYaml)
        .Is("SubmitRun", "runs", "Starts a run of the pipeline in the body, changed by ?set=key=value; an interrupted run of the same pipeline goes on unless ?fresh=true. Sending it twice is harmless without fresh.");

    static async Task<Accepted<RunSubmitted>> SubmitAsync(
        HttpContext context, RunCommands commands, CancellationToken cancellation,
        [FromQuery] string[]? set = null, bool fresh = false, int priority = RunPriority.Usual)
    {
        if (priority is < RunPriority.Least or > RunPriority.Most)
        {
            throw new RequestException(
                StatusCodes.Status400BadRequest, $"priority is {priority}.", "priority", $"Give {RunPriority.Least} to {RunPriority.Most}, or none for {RunPriority.Usual}.");
        }
        if (set?.Length > MostOverrides)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"There are {set.Length} overrides.", "set", $"Give {MostOverrides} at most; write the others into the pipeline.");
        }
        string yaml = await ReadAsync(context.Request, cancellation);
        OpenedRun opened = await commands.SubmitAsync(yaml, set ?? [], fresh, priority, cancellation);
        AuditSubject.Set(context, opened.Id);
        return TypedResults.Accepted($"/v1/runs/{opened.Id}", new RunSubmitted(opened.Id, opened.Resumed, opened.Finished));
    }

    static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        byte[] bytes = new byte[LargestPipeline + 1];
        int length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (length > LargestPipeline)
        {
            throw new RequestException(StatusCodes.Status413PayloadTooLarge, $"The pipeline has more than {LargestPipeline} bytes.", "the body", "Keep data out of the pipeline.");
        }
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, "The body is not UTF-8 text.", "the body", "Send the pipeline as UTF-8.");
        }
    }
}

/// <summary>A run was begun, or goes on.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Resumed">Whether it was interrupted before and goes on.</param>
/// <param name="Finished">How many of its items have finished already.</param>
public sealed record RunSubmitted(string Run, bool Resumed, int Finished);
