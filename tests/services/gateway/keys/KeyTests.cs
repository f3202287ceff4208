using System.Net;
using System.Security.Cryptography;
using System.Text;
using Rampart.Gateway.Keys;
using Rampart.Hosting;

namespace Rampart.Gateway.Tests.Keys;

/// <summary>Who is let in, and how far.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task Without_a_key_or_with_a_wrong_one_nothing_is_told_and_a_scope_lets_in_no_further_than_it_says()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await gateway.SendAsync(HttpMethod.Get, "/v1/runs", null));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await gateway.SendAsync(HttpMethod.Get, "/v1/runs", GatewayHost.Read + "x"));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await gateway.SendAsync(HttpMethod.Get, "/v1/runs", new string('k', 5000)));
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await gateway.SendAsync(HttpMethod.Get, $"/v1/runs?code={GatewayHost.Read}", null));
        await GatewayHost.ProblemAsync(HttpStatusCode.Forbidden, await gateway.SendAsync(HttpMethod.Get, "/v1/runs", GatewayHost.Trigger));
        await GatewayHost.ProblemAsync(HttpStatusCode.Forbidden, await gateway.SendAsync(HttpMethod.Post, "/v1/runs", GatewayHost.Read, GatewayHost.Yaml("")));
        using HttpResponseMessage bearer = await gateway.SendAsync(HttpMethod.Get, "/v1/runs", null, null, ("Authorization", $"Bearer {GatewayHost.Admin}"));
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.SendAsync(HttpMethod.Get, "/health/live", null)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits_and_others_do_not()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync(options => options with { RequestsPerMinute = 5, AnonymousPerMinute = 3 });
        HttpResponseMessage response;
        do
        {
            response = await gateway.SendAsync(HttpMethod.Get, "/v1/runs", GatewayHost.Read);
        }
        while (response.IsSuccessStatusCode);
        await GatewayHost.ProblemAsync(HttpStatusCode.TooManyRequests, response);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await gateway.SendAsync(HttpMethod.Get, "/v1/runs", GatewayHost.Admin)).StatusCode);

        // Guessing keys is held up by address.
        do
        {
            response = await gateway.SendAsync(HttpMethod.Get, "/v1/runs", "a-guess-0123456789-0123456789-0123456789");
        }
        while (response.StatusCode == HttpStatusCode.Unauthorized);
        await GatewayHost.ProblemAsync(HttpStatusCode.TooManyRequests, response);
    }

    [Fact]
    public async Task Each_request_is_in_the_audit_log_with_who_what_where_from_and_how_it_ended_and_without_the_key()
    {
        await using GatewayHost gateway = await GatewayHost.StartAsync();
        string run = await gateway.SubmitAsync();
        await gateway.SendAsync(HttpMethod.Get, "/v1/runs?code=some-secret", null);
        string submitted = Assert.Single(gateway.Log, line => line.Contains("submitter asked for POST /v1/runs", StringComparison.Ordinal));
        Assert.Contains("from 127.0.0.1: 202", submitted);
        Assert.Contains(run, submitted);
        Assert.Contains(gateway.Log, line => line.Contains("nobody asked for GET /v1/runs (/v1/runs) from 127.0.0.1: 401", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log, line => line.Contains(GatewayHost.Submit, StringComparison.Ordinal) || line.Contains("some-secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_come_from_options_and_a_file_as_they_are_or_as_digests()
    {
        string file = Path.GetTempFileName();
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GatewayHost.Submit)));
        File.WriteAllText(file, $"# who may do what\n\nci read,submit sha256:{hash}\nbob admin {GatewayHost.Admin}\n");
        ApiKeys keys = ApiKeys.Read(new GatewayOptions { Keys = new() { ["Ann"] = GatewayHost.Read }, Scopes = new() { ["ann"] = "read" }, KeyFile = file });
        File.Delete(file);
        Assert.Equal(("ci", ApiScope.Read | ApiScope.Submit), (keys.Find(GatewayHost.Submit)!.Id, keys.Find(GatewayHost.Submit)!.Scopes));
        Assert.Equal(("bob", "Ann"), (keys.Find(GatewayHost.Admin)!.Id, keys.Find(GatewayHost.Read)!.Id));
        Assert.Null(keys.Find($"sha256:{hash}"));
        Assert.Null(keys.Find(hash));
        Assert.Null(keys.Find(null));
    }

    [Theory]
    [InlineData("short", "read", "needs 32 to 256")]
    [InlineData(GatewayHost.Read, "raed", "needs one or more of read")]
    [InlineData(GatewayHost.Read, "", "needs one or more of read")]
    [InlineData("sha256:0123", "read", "64 lowercase")]
    public void A_key_that_would_not_keep_anybody_out_is_refused_without_being_shown(string key, string scopes, string says)
    {
        var refused = Assert.Throws<ConfigurationException>(() => ApiKeys.Read(new GatewayOptions { Keys = new() { ["ann"] = key }, Scopes = new() { ["ann"] = scopes } }));
        Assert.Contains(says, refused.Message);
        Assert.DoesNotContain(key, refused.Message);
    }

    [Fact]
    public void A_gateway_without_keys_does_not_start() => Assert.Contains("no keys", Assert.Throws<ConfigurationException>(() => ApiKeys.Read(new GatewayOptions())).Message);
}
