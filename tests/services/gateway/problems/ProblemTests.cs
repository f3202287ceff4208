using System.Net;
using System.Text;

namespace Rampart.Gateway.Tests.Problems;

/// <summary>Whatever is asked in a wrong way is answered by a problem that says what, where and how to fix it.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    GatewayHost _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayHost.StartAsync(options => options with { BodyBytes = 4096 });

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/runs/none", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/runs/..%2f..%2fetc", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/runs/latest", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/v1/runs", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/runs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/runs?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/runs?limit=99999999999999", HttpStatusCode.BadRequest)]
    public async Task A_wrong_request_is_a_problem(string method, string path, HttpStatusCode status) =>
        await GatewayHost.ProblemAsync(status, await _gateway.SendAsync(new HttpMethod(method), path));

    [Fact]
    public async Task A_body_of_another_media_type_is_415() => await GatewayHost.ProblemAsync(
        HttpStatusCode.UnsupportedMediaType, await _gateway.SendAsync(HttpMethod.Post, "/v1/runs", content: new StringContent("name: x", Encoding.UTF8, "text/csv")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_long_is_413_whether_or_not_it_says_so(bool chunked)
    {
        var content = new ByteArrayContent(new byte[5000]);
        content.Headers.ContentType = new("application/yaml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/runs") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("X-Api-Key", GatewayHost.Submit);
        await GatewayHost.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, await _gateway.Http.SendAsync(request));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"reason\":5}")]
    [InlineData("{\"raeson\":\"x\"}")]
    [InlineData("[]")]
    [InlineData("{\"reason\":\"\\u001b[31m\"}")]
    [InlineData("{\"reason\":\"  \"}")]
    public async Task A_body_that_is_not_what_is_described_is_400(string body) => await GatewayHost.ProblemAsync(
        HttpStatusCode.BadRequest, await _gateway.SendAsync(HttpMethod.Post, "/v1/runs/some-run/cancel", content: GatewayHost.Json(body)));

    [Fact]
    public async Task Random_bodies_never_make_the_gateway_fail()
    {
        var random = new Random(20261124);
        string pipeline = await File.ReadAllTextAsync(_gateway.Work.Pipeline);
        for (int round = 0; round < 150; round++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(pipeline);
            for (int change = random.Next(1, 12); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            var content = new ByteArrayContent(bytes[..random.Next(bytes.Length + 1)]);
            content.Headers.ContentType = new("application/yaml");
            using HttpResponseMessage response = await _gateway.SendAsync(HttpMethod.Post, "/v1/runs", GatewayHost.Submit, content);
            Assert.True((int)response.StatusCode < 500, $"round {round}: {await response.Content.ReadAsStringAsync()}\n{Encoding.Latin1.GetString(bytes)}");
        }
    }

    [Fact]
    public async Task No_other_origin_is_let_in_and_no_answer_is_guessed_at()
    {
        using HttpResponseMessage response = await _gateway.SendAsync(HttpMethod.Get, "/v1/runs", GatewayHost.Read, null, ("Origin", "https://elsewhere.example"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Server"));
    }
}
