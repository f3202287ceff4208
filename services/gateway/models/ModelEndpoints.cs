using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Gateway.Problems;
using Rampart.Registry;

namespace Rampart.Gateway.Models;

/// <summary>Models: list, show, promote, roll back.</summary>
static class ModelEndpoints
{
    const string Tag = "models";
    const int LongestReason = 1000;
    static readonly int[] Decisions =
    [
        StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status410Gone, StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity,
    ];

    public static void MapModels(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/models", ListAsync)
            .Needs(ApiScope.Read)
            .Is("ListModels", Tag, "All models with their latest version and their aliases.");
        endpoints.MapGet("/v1/models/{model}", ShowAsync)
            .Needs(ApiScope.Read, StatusCodes.Status404NotFound)
            .Is("ShowModel", Tag, "A version (clip:3, clip@production, or clip for the latest) and the model's history.");
        endpoints.MapPost("/v1/models/{model}/promote", PromoteAsync)
            .Needs(ApiScope.Promote, Decisions)
            .Is("PromoteModel", Tag, "Lets an alias stand for a version, if the gates of the run that made it passed; with expected, only if it stands for that version now.");
        endpoints.MapPost("/v1/models/{model}/rollback", RollBackAsync)
            .Needs(ApiScope.Promote, Decisions)
            .Is("RollBackModel", Tag, "Lets an alias stand for the version for which it stood before.");
    }

    static async Task<Ok<IReadOnlyList<ModelLine>>> ListAsync(ModelRegistry registry, CancellationToken cancellation)
    {
        var models = new List<ModelLine>();
        foreach (string name in await registry.ListAsync(cancellation))
        {
            models.Add(ModelLine.Of(await registry.ReadAsync(name, cancellation)));
        }
        return TypedResults.Ok<IReadOnlyList<ModelLine>>(models);
    }

    static async Task<Ok<ModelView>> ShowAsync(HttpContext context, string model, ModelRegistry registry, CancellationToken cancellation)
    {
        (ModelHistory history, int version) = await FindAsync(context, model, registry, cancellation);
        return TypedResults.Ok(ModelView.Of(history, version));
    }

    static async Task<Ok<AliasMove>> PromoteAsync(
        HttpContext context, string model, [FromBody] PromotionRequest? request, ModelRegistry registry, ModelDecisions decisions, CancellationToken cancellation)
    {
        request ??= new PromotionRequest();
        (ModelHistory history, int version) = await FindAsync(context, model, registry, cancellation);
        string reason = Checks.Text(request.Reason, LongestReason, "reason");
        await decisions.PromoteAsync(history, version, request, Who(context), reason, cancellation);
        return TypedResults.Ok(new AliasMove(history.Name, request.Alias, version));
    }

    static async Task<Ok<AliasMove>> RollBackAsync(
        HttpContext context, string model, [FromBody] RollbackRequest? request, ModelRegistry registry, ModelDecisions decisions, CancellationToken cancellation)
    {
        request ??= new RollbackRequest();
        (ModelHistory history, _) = await FindAsync(context, model, registry, cancellation);
        int version = await decisions.RollBackAsync(history, request, Who(context), Checks.Text(request.Reason, LongestReason, "reason"), cancellation);
        return TypedResults.Ok(new AliasMove(history.Name, request.Alias, version));
    }

    static async Task<(ModelHistory History, int Version)> FindAsync(HttpContext context, string model, ModelRegistry registry, CancellationToken cancellation)
    {
        try
        {
            ModelReference reference = ModelReference.Parse(model);
            ModelHistory history = await registry.ReadAsync(reference.Model, cancellation);
            return (history, history.Resolve(reference));
        }
        catch (RegistryException e)
        {
            throw new RequestException(StatusCodes.Status404NotFound, e.Message, context.Request.Path, "Take the name from /v1/models.");
        }
    }

    static string Who(HttpContext context) => $"{context.User.Identity?.Name} (key of the gateway)";
}
