using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Gateway.Tests.Triggers;

/// <summary>Asking for a run by hand.</summary>
public sealed class TriggerTests
{
    [Fact]
    public async Task Whoever_asks_is_in_the_cause_and_asking_again_with_the_same_word_asks_once()
    {
        string folder = Directory.CreateTempSubdirectory("rampart-inbox-").FullName;
        var inbox = new FolderInbox(folder, new WatchedPlace("fashion", "/data", ""));
        await using GatewayHost gateway = await GatewayHost.StartAsync(add: services => services.AddSingleton<ITriggerInbox>(inbox));
        (string, string) word = ("Idempotency-Key", "tuesday");
        Assert.True(await IsNewAsync(gateway, word));
        Assert.False(await IsNewAsync(gateway, word));
        Assert.True(await IsNewAsync(gateway));
        Assert.Equal(2, inbox.Kept("fashion").Count);
        TriggerCause cause = inbox.Kept("fashion")[0];
        Assert.Equal(("manual", "webhook: new labels", "api"), (cause.Kind, cause.Subject, cause.Channel));

        await GatewayHost.ProblemAsync(HttpStatusCode.NotFound, await gateway.SendAsync(HttpMethod.Post, "/v1/triggers/none", GatewayHost.Trigger));
        Assert.Equal("/data", Assert.Single((await gateway.GetAsync("/v1/triggers")).EnumerateArray()).GetProperty("place").GetString());
        Directory.Delete(folder, recursive: true);
    }

    static async Task<bool> IsNewAsync(GatewayHost gateway, params (string, string)[] headers)
    {
        using HttpResponseMessage answer = await gateway.SendAsync(
            HttpMethod.Post, "/v1/triggers/fashion", GatewayHost.Trigger, GatewayHost.Json("""{"reason":"new labels"}"""), headers);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("new").GetBoolean();
    }
}
