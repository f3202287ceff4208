using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Problems;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Reporting;
using Rampart.Reporting.Html;

namespace Rampart.Gateway.Runs;

/// <summary>What came of a run that has completed.</summary>
static class ReportEndpoints
{
    const string Html = "text/html; charset=utf-8", Markdown = "text/markdown; charset=utf-8", Xml = "application/xml; charset=utf-8";

    // The report is one file without scripts of others; should a text of a run ever become one, it has no power here.
    const string ReportPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "report", "ShowReport", "The report as a page of its own.", Html, HtmlReport.Render);
        Map(endpoints, "results", "ShowResults", "The figures, the gates and what they were measured on.", MediaTypes.Json, ResultsJson.Render);
        Map(endpoints, "results.md", "ShowResultsTable", "The figures as a table to paste.", Markdown, ResultsMarkdown.Render);
        Map(endpoints, "junit", "ShowGates", "The gates as JUnit.", Xml, GatesJUnit.Render);
    }

    static void Map(IEndpointRouteBuilder endpoints, string word, string name, string summary, string mediaType, Func<RunResults, string> render) =>
        endpoints.MapGet($"/v1/runs/{{run}}/{word}", async (
                HttpContext context, string run, IRunLogStore logs, IArtifactStore artifacts, IResultStore results, PipelineReader reader, CancellationToken cancellation) =>
            {
                RunReading found = await RunReading.FindAsync(logs, run, cancellation);
                if (found.State != RunOutcome.Completed)
                {
                    throw new RequestException(
                        StatusCodes.Status409Conflict, $"Run {found.Id} is {found.State}; only a completed run has results.", context.Request.Path, $"Follow /v1/runs/{found.Id}/events until it has.");
                }
                context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
                return TypedResults.Text(render(await new ResultsReader(artifacts, results, reader).ReadAsync(found, cancellation)), mediaType);
            })
            .Needs(ApiScope.Read, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status410Gone)
            .Produces<string>(StatusCodes.Status200OK, mediaType.Split(';')[0])
            .Is(name, "runs", summary);
}
