using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Gateway.Tests.Artifacts;

/// <summary>Artifacts over HTTP.</summary>
public sealed class ArtifactTests : IAsyncLifetime
{
    static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251))];
    GatewayHost _gateway = null!;
    ArtifactRef _artifact = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayHost.StartAsync();
        _artifact = await _gateway.Services.GetRequiredService<IArtifactStore>().WriteAsync(
            MediaTypes.Safetensors, async (stream, c) => await stream.WriteAsync(Content, c), CancellationToken.None);
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task An_artifact_comes_whole_or_in_ranges_and_may_be_kept_for_ever()
    {
        using HttpResponseMessage whole = await ReadAsync();
        Assert.Equal(Content, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", whole.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", whole.Headers.CacheControl?.ToString());
        Assert.Equal([$"sha-256=:{Convert.ToBase64String(SHA256.HashData(Content))}:"], whole.Headers.GetValues("Repr-Digest"));
        Assert.Equal($"\"{_artifact.Digest}\"", whole.Headers.ETag?.Tag);

        using HttpResponseMessage part = await ReadAsync(request => request.Headers.Range = new RangeHeaderValue(1000, 1999));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Content[1000..2000], await part.Content.ReadAsByteArrayAsync());
        using HttpResponseMessage known = await ReadAsync(request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{_artifact.Digest}\"")));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using HttpResponseMessage named = await ReadAsync(query: "?type=application/vnd.safetensors");
        Assert.Equal("application/vnd.safetensors", named.Content.Headers.ContentType?.MediaType);
        await GatewayHost.ProblemAsync(HttpStatusCode.BadRequest, await ReadAsync(query: "?type=text/html"));
        await GatewayHost.ProblemAsync(HttpStatusCode.RequestedRangeNotSatisfiable, await ReadAsync(request => request.Headers.Range = new RangeHeaderValue(999_999, null)));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("ABCD")]
    public async Task What_is_no_digest_of_an_artifact_is_not_found(string digest) =>
        await GatewayHost.ProblemAsync(HttpStatusCode.NotFound, await _gateway.SendAsync(HttpMethod.Get, $"/v1/artifacts/{digest}", GatewayHost.Read));

    [Fact]
    public async Task A_damaged_artifact_never_arrives_whole()
    {
        string path = Path.Combine(_gateway.Work.Folder, "store", "blobs", "sha256", _artifact.Digest[..2], _artifact.Digest);
        byte[] damaged = [.. Content];
        damaged[150_000]++;
        File.Delete(path);
        await File.WriteAllBytesAsync(path, damaged);
        using HttpResponseMessage response = await ReadAsync();
        await Assert.ThrowsAnyAsync<Exception>(response.Content.ReadAsByteArrayAsync);
    }

    async Task<HttpResponseMessage> ReadAsync(Action<HttpRequestMessage>? change = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/artifacts/{_artifact.Digest}{query}");
        request.Headers.Add("X-Api-Key", GatewayHost.Read);
        change?.Invoke(request);
        return await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
