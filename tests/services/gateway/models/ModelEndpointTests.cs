using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Gateway.Tests.Models;

/// <summary>The registry over HTTP.</summary>
public sealed class ModelEndpointTests
{
    [Fact]
    public async Task A_version_is_promoted_and_rolled_back_with_who_did_it_and_only_by_who_knows_what_stands_there()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync();
        using (HttpResponseMessage stream = await gateway.SendAsync(HttpMethod.Get, $"/v1/runs/{run}/events", GatewayHost.Read))
        {
            await EventReader.ReadAsync(stream);
        }
        var registry = gateway.Services.GetRequiredService<ModelRegistry>();
        var pipeline = new ArtifactRef(new string('0', 64), 1, MediaTypes.Yaml);
        foreach (string stage in new[] { "fold", "other" })
        {
            await registry.RegisterAsync("clip", new ModelVersion(run, stage, [], pipeline, [], "test"), "tests", "to promote it", CancellationToken.None);
        }
        Assert.Equal(1, await PostAsync(gateway, "clip:1/promote", """{"reason":"first"}"""));
        Assert.Equal(2, await PostAsync(gateway, "clip/promote", """{"expected":1}"""));
        await GatewayHost.ProblemAsync(HttpStatusCode.Conflict, await SendAsync(gateway, "clip:1/promote", """{"expected":1}"""));
        Assert.Equal(1, await PostAsync(gateway, "clip/rollback", """{"reason":"worse in the field"}"""));

        JsonElement shown = await gateway.GetAsync("/v1/models/clip@production");
        Assert.Equal((1, 1), (shown.GetProperty("version").GetInt32(), shown.GetProperty("aliases").GetProperty("production").GetInt32()));
        JsonElement last = shown.GetProperty("entries").EnumerateArray().Last();
        Assert.Equal(("promoter (key of the gateway)", "worse in the field"), (last.GetProperty("who").GetString(), last.GetProperty("why").GetString()));
        Assert.Equal("clip", Assert.Single((await gateway.GetAsync("/v1/models")).EnumerateArray()).GetProperty("name").GetString());

        await GatewayHost.ProblemAsync(HttpStatusCode.Forbidden, await gateway.SendAsync(HttpMethod.Post, "/v1/models/clip/promote", GatewayHost.Submit, GatewayHost.Json("{}")));
        await GatewayHost.ProblemAsync(HttpStatusCode.NotFound, await SendAsync(gateway, "clip:9/promote", "{}"));
        await GatewayHost.ProblemAsync(HttpStatusCode.NotFound, await SendAsync(gateway, "..%2fclip/promote", "{}"));
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await SendAsync(gateway, "clip/promote", """{"alias":"../x"}"""));
    }

    static Task<HttpResponseMessage> SendAsync(GatewayHost gateway, string path, string body) =>
        gateway.SendAsync(HttpMethod.Post, $"/v1/models/{path}", GatewayHost.Promote, GatewayHost.Json(body));

    static async Task<int> PostAsync(GatewayHost gateway, string path, string body)
    {
        using HttpResponseMessage response = await SendAsync(gateway, path, body);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("version").GetInt32();
    }
}
