using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Hosting;

namespace Rampart.Gateway.Description;

/// <summary>The description of the API (OpenAPI), made from the endpoints themselves.</summary>
static class ApiDescription
{
    const string Name = "v1", Path = "/v1/openapi.json";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Name, description =>
    {
        description.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Rampart",
                Version = CodeVersion.Current,
                Description = "Has the services run pipelines, follows them, and decides about what came of them. Every error is a problem (application/problem+json) with what is wrong (detail), where, and how to fix it (fix).",
            };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [ApiKeyHandler.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of the gateway." },
            };
            return Task.CompletedTask;
        });
        description.AddOperationTransformer(AddScope);
    });

    public static void MapDescription(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi(Path).AllowAnonymous().RequireRateLimiting(RequestLimits.Requests);

    static Task AddScope(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        string[] scopes = [.. context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>()];
        if (scopes.Length > 0)
        {
            operation.Description = $"Needs a key with the scope `{string.Join("`, `", scopes)}`.";
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.SchemeName, context.Document)] = [.. scopes] }];
        }
        return Task.CompletedTask;
    }
}
