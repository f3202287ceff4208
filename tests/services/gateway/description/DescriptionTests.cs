using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Tests.Description;

/// <summary>The description holds against the endpoints.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task The_description_has_every_endpoint_with_its_scope_its_errors_and_a_summary_and_no_other()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        JsonElement description = await gateway.GetAsync("/v1/openapi.json");
        JsonElement paths = description.GetProperty("paths");
        var described = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        var expected = new HashSet<string>();
        foreach (RouteEndpoint endpoint in gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            string path = endpoint.RoutePattern.RawText!;
            if (!path.StartsWith("/v1/", StringComparison.Ordinal) || path == "/v1/openapi.json")
            {
                continue;
            }
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                expected.Add($"{method} {path}");
                JsonElement operation = paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
                string scope = endpoint.Metadata.GetMetadata<IAuthorizeData>()!.Policy!;
                Assert.Equal(scope, operation.GetProperty("security")[0].GetProperty("ApiKey")[0].GetString());
                Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
                Assert.NotEmpty(operation.GetProperty("operationId").GetString()!);
                JsonElement responses = operation.GetProperty("responses");
                Assert.All(["400", "401", "403", "429", "500", "503"], status =>
                    Assert.True(responses.GetProperty(status).GetProperty("content").TryGetProperty(Problem.MediaType, out _), $"{method} {path} {status}"));
                Assert.Contains(responses.EnumerateObject(), response => response.Name.StartsWith('2'));
            }
        }
        Assert.Equal(expected.Order(), described.Order());
    }
}
