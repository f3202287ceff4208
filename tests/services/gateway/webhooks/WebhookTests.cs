using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Gateway.Tests.Webhooks;

/// <summary>Events as Azure Event Grid delivers them, and as others would like it to.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    const string Place = "https://account.blob.core.windows.net/data", Target = "/v1/webhooks/event-grid";
    static readonly string WithKey = $"{Target}?code={GatewayHost.Trigger}";
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-inbox-").FullName;
    FolderInbox _inbox = null!;
    GatewayHost _gateway = null!;

    public async Task InitializeAsync()
    {
        _inbox = new FolderInbox(_folder, new WatchedPlace("fashion", Place, "shards/"), new WatchedPlace("all", Place, ""), new WatchedPlace("local", "/data/incoming", ""));
        _gateway = await GatewayHost.StartAsync(add: services => services.AddSingleton<ITriggerInbox>(_inbox));
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_event_in_either_schema_is_the_same_cause_as_a_lister_that_saw_the_blob()
    {
        JsonElement first = await DeliverAsync($"[{Grid($"{Place}/shards/a%20b.tar", "0x8D1")}]");
        JsonElement second = await DeliverAsync(Cloud($"{Place}/shards/a%20b.tar", "0x8D1"), "application/cloudevents+json");
        Assert.Equal((2, 0), (first.GetProperty("kept").GetInt32(), second.GetProperty("kept").GetInt32()));
        TriggerCause cause = Assert.Single(_inbox.Kept("fashion"));
        Assert.Equal(Causes.DataArrived(Place, "shards/a b.tar", "\"0x8D1\"", 524288, CauseChannels.Poller, default).Id, cause.Id);
        Assert.Equal(("shards/a b.tar", "0x8D1", 524288L, "event-grid"), (cause.Subject, cause.Version, cause.Bytes, cause.Channel));
    }

    [Fact]
    public async Task Only_blobs_of_watched_places_count()
    {
        string[] elsewhere =
        [
            "https://account.blob.core.windows.net/data2/shards/a", "https://account.blob.core.windows.net/dat/a/shards/a", "https://other.blob.core.windows.net/data/shards/a",
            "http://account.blob.core.windows.net/data/shards/a", "https://account.blob.core.windows.net:8443/data/shards/a", "https://account.blob.core.windows.net/data/",
            "https://account.blob.core.windows.net/data/../other/a", "file:///data/incoming/a", "https://account.blob.core.windows.net.evil.example/data/shards/a",
            "https://account.blob.core.windows.net/data/shards/a%00b", "https://account.blob.core.windows.net/data/shards/a%0ab",
        ];
        foreach (string url in elsewhere)
        {
            using HttpResponseMessage answer = await PostAsync($"[{Grid(url, "1")},{Grid($"{Place}/x", "1", type: "Microsoft.Storage.BlobDeleted")}]");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Empty(_inbox.Kept("all"));
        await DeliverAsync($"[{Grid("https://ACCOUNT.dfs.core.windows.net/data/other/x", "1", api: "FlushWithClose")},{Grid($"{Place}/other/y", "1", api: "CreateFile")}]");
        Assert.Equal("other/x", Assert.Single(_inbox.Kept("all")).Subject);
        Assert.Empty(_inbox.Kept("fashion"));
    }

    [Fact]
    public async Task Deliveries_that_come_twice_late_and_in_any_order_are_kept_once_each()
    {
        var random = new Random(7);
        string[] events = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? Grid($"{Place}/shards/{i:D3}", "e") : Cloud($"{Place}/shards/{i:D3}", "e"))];
        string[] twice = [.. events.Concat(events)];
        random.Shuffle(twice);
        await Task.WhenAll(twice.Chunk(7).Select(chunk => DeliverAsync($"[{string.Join(',', chunk)}]")));
        Assert.Equal(60, _inbox.Kept("fashion").Count);
        // A blob that is written again is another cause.
        await DeliverAsync(Cloud($"{Place}/shards/000", "f"));
        Assert.Equal(61, _inbox.Kept("fashion").Count);
    }

    [Fact]
    public async Task Malformed_events_are_counted_and_keep_no_other_from_being_kept()
    {
        JsonElement answer = await DeliverAsync($"[{Grid($"{Place}/shards/good", "1")},{{}},5,null,[],{Grid("not a url", "1")},{Grid($"{Place}/shards/no-tag", "")}]");
        Assert.Equal((7, 6, 2), (answer.GetProperty("received").GetInt32(), answer.GetProperty("malformed").GetInt32(), answer.GetProperty("kept").GetInt32()));
        string[] bodies = ["", "{", "[{}]", "5", "null", "\"x\"", "{\"specversion\":\"1.0\"}", new string('[', 5000), $"[{Grid("/relative", "1")}]", "\u0000"];
        foreach (string body in bodies)
        {
            await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await PostAsync(body));
        }
        var nothing = await DeliverAsync("[]");
        Assert.Equal(0, nothing.GetProperty("received").GetInt32());
    }

    [Fact]
    public async Task Random_deliveries_never_make_the_gateway_fail()
    {
        var random = new Random(20261124);
        string sound = $"[{Grid($"{Place}/shards/a", "1")},{Cloud($"{Place}/shards/b", "2")}]";
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(sound);
            for (int change = random.Next(1, 8); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            using HttpResponseMessage answer = await _gateway.SendAsync(HttpMethod.Post, WithKey, null, content);
            Assert.True((int)answer.StatusCode < 500, $"round {round}: {await answer.Content.ReadAsStringAsync()}\n{Encoding.Latin1.GetString(bytes)}");
        }
    }

    [Fact]
    public async Task Forged_deliveries_and_handshakes_change_nothing()
    {
        string forged = $"[{Grid($"{Place}/shards/a", "1")}]";
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await _gateway.SendAsync(HttpMethod.Post, Target, null, GatewayHost.Json(forged)));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await _gateway.SendAsync(HttpMethod.Post, $"{Target}?code=wrong-0123456789-0123456789-0123456789", null, GatewayHost.Json(forged)));
        await GatewayHost.ProblemAsync(HttpStatusCode.Forbidden, await _gateway.SendAsync(HttpMethod.Post, Target, GatewayHost.Read, GatewayHost.Json(forged)));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await _gateway.SendAsync(HttpMethod.Options, Target, null, null, ("WebHook-Request-Origin", "eventgrid.azure.net")));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await _gateway.SendAsync(HttpMethod.Post, Target, null, GatewayHost.Json(Handshake)));
        Assert.Empty(_inbox.Kept("all"));
    }

    [Fact]
    public async Task Both_handshakes_are_answered_and_no_callback_is_called()
    {
        using HttpResponseMessage options = await _gateway.SendAsync(
            HttpMethod.Options, WithKey, null, null, ("WebHook-Request-Origin", "eventgrid.azure.net"), ("WebHook-Request-Callback", $"{_gateway.Http.BaseAddress}called-back"));
        Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        Assert.Equal(["eventgrid.azure.net"], options.Headers.GetValues("WebHook-Allowed-Origin"));
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await _gateway.SendAsync(HttpMethod.Options, WithKey, null, null, ("WebHook-Request-Origin", "evil.example")));
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await _gateway.SendAsync(HttpMethod.Options, WithKey, null));
        Assert.Equal("512d38b6-c7b8-40c8-89fe-f46f9e9622b6", (await DeliverAsync(Handshake)).GetProperty("validationResponse").GetString());
        Assert.DoesNotContain(_gateway.Log, line => line.Contains("called-back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delivery_is_answered_only_when_it_is_kept_and_comes_again_otherwise()
    {
        _inbox.BeforeKeeping = () => throw new StoreUnavailableException("The store does not answer.");
        HttpResponseMessage refused = await PostAsync(Cloud($"{Place}/shards/a", "1"));
        await GatewayHost.ProblemAsync(HttpStatusCode.ServiceUnavailable, refused);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        _inbox.BeforeKeeping = () => { };
        Assert.Equal(2, (await DeliverAsync(Cloud($"{Place}/shards/a", "1"))).GetProperty("kept").GetInt32());
    }

    const string Handshake = """
        [{"id":"2d1781af-3a4c-4d7c-bd0c-e34b19da4e66","topic":"/subscriptions/x","subject":"","data":{"validationCode":"512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
        "validationUrl":"https://elsewhere.example/validate"},"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","eventTime":"2026-01-25T22:12:19.4556811Z","metadataVersion":"1","dataVersion":"1"}]
        """;

    static string Grid(string url, string tag, string type = "Microsoft.Storage.BlobCreated", string api = "PutBlob") => $$$"""
        {"topic":"/subscriptions/x/resourceGroups/y/providers/Microsoft.Storage/storageAccounts/account","subject":"/blobServices/default/containers/data/blobs/a",
        "eventType":"{{{type}}}","eventTime":"2026-06-26T18:41:00.9584103Z","id":"831e1650-001e-001b-66ab-eeb76e069631",
        "data":{"api":"{{{api}}}","eTag":"{{{tag}}}","contentType":"application/x-tar","contentLength":524288,"blobType":"BlockBlob","url":"{{{url}}}"},"dataVersion":"","metadataVersion":"1"}
        """;

    static string Cloud(string url, string tag) => $$$"""
        {"specversion":"1.0","source":"/subscriptions/x/storageAccounts/account","subject":"/blobServices/default/containers/data/blobs/a",
        "type":"Microsoft.Storage.BlobCreated","time":"2026-06-26T18:41:00.9584103Z","id":"9aeb0fdf-c01e-0131-0922-9eb54906e209",
        "data":{"api":"PutBlockList","eTag":"{{{tag}}}","contentLength":524288,"url":"{{{url}}}"}}
        """;

    Task<HttpResponseMessage> PostAsync(string body, string type = "application/json") =>
        _gateway.SendAsync(HttpMethod.Post, WithKey, null, new StringContent(body, Encoding.UTF8, type));

    async Task<JsonElement> DeliverAsync(string body, string type = "application/json")
    {
        using HttpResponseMessage answer = await PostAsync(body, type);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
