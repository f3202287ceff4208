using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>What becomes of a server's faults: those that pass, those that stay, and never a secret in what is said about them.</summary>
public sealed class StoreFaultTests : IDisposable
{
    const string Secret = "c2VjcmV0c2VjcmV0c2VjcmV0";
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-cache-");

    public void Dispose() => _folder.Delete(recursive: true);

    static readonly ArtifactRef Artifact = new(Some.Key('a'), 3, MediaTypes.Json);

    public static TheoryData<string, Func<AzureStore, Task>> Uses => new()
    {
        { "read", store => store.Artifacts.ReadAsync(Artifact, default) },
        { "write", store => store.Artifacts.WriteAsync(MediaTypes.Json, (_, _) => Task.CompletedTask, default) },
        { "exists", store => store.Artifacts.ExistsAsync(Artifact, default) },
        { "find", store => store.Results.FindAsync(Some.Key('a'), default) },
        { "commit", store => store.Results.CommitAsync(Some.Manifest(Some.Key('a')), default) },
        { "append", store => store.Logs.AppendAsync(Some.Run, 0, [new RunCompleted()], default) },
        { "read log", store => store.Logs.ReadAsync(Some.Run, default) },
        { "last", store => store.Logs.LastAsync(Some.Run, default) },
        { "list", store => store.Logs.ListAsync(default) },
        { "claim", store => store.Claims.TryTakeAsync(Some.Key('a'), default) },
    };

    AzureStore Open(int port, TimeSpan? timeout = null)
    {
        BlobClientOptions client = AzureConnection.DefaultOptions();
        client.Retry.MaxRetries = 1;
        client.Retry.Delay = TimeSpan.FromMilliseconds(1);
        client.Retry.NetworkTimeout = timeout ?? TimeSpan.FromSeconds(30);
        string connection = $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey={Secret};BlobEndpoint=http://127.0.0.1:{port}/account;";
        var options = new AzureStoreOptions { ConnectionString = connection, CacheFolder = _folder.FullName };
        return new AzureStore(new Uri("http://ignored/rampart"), options, TimeProvider.System, client);
    }

    // The whole text, inner exceptions included, as a log would show it.
    static void AssertHelpful(Exception fault, int port)
    {
        Assert.Contains($"http://127.0.0.1:{port}/account/rampart", fault.Message);
        Assert.DoesNotContain(Secret, fault.ToString());
        Assert.DoesNotContain("sig=", fault.ToString());
        Assert.DoesNotContain("SharedKey", fault.ToString());
        Assert.DoesNotContain("<Error>", fault.ToString());
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_server_that_is_not_there_is_a_passing_fault_for_every_use(string use, Func<AzureStore, Task> act)
    {
        int port;
        await using (var gone = new FakeServer(_ => ""))
        {
            port = gone.Port;
        }
        using AzureStore store = Open(port);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => act(store));
        Assert.True(fault.Message.Contains("refused", StringComparison.Ordinal), $"{use}: {fault.Message}");
        AssertHelpful(fault, port);
    }

    [Theory]
    [InlineData(408, "OperationTimedOut")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(502, "<script>")]
    [InlineData(503, "ServerBusy")]
    [InlineData(504, "")]
    [InlineData(409, "ContainerBeingDeleted")]
    public async Task An_answer_that_the_server_cant_serve_now_is_a_passing_fault(int status, string code)
    {
        await using var server = Always(status, code);
        using AzureStore store = Open(server.Port);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Artifacts.ReadAsync(Artifact, default));
        Assert.Contains($"{status}", fault.Message);
        Assert.DoesNotContain("<", fault.Message);
        AssertHelpful(fault, server.Port);
    }

    [Theory]
    [InlineData(401, "NoAuthenticationInformation", "refuses access")]
    [InlineData(403, "AuthenticationFailed", "refuses access")]
    [InlineData(403, "AuthorizationPermissionMismatch", "refuses access")]
    [InlineData(404, "ContainerNotFound", "does not exist")]
    [InlineData(400, "InvalidHeaderValue", "400 InvalidHeaderValue")]
    [InlineData(400, "OutOfRangeInput", "400 OutOfRangeInput")]
    public async Task An_answer_that_no_repetition_changes_is_a_lasting_fault_that_says_what_to_do(int status, string code, string expected)
    {
        await using var server = Always(status, code);
        using AzureStore store = Open(server.Port);
        var fault = await Assert.ThrowsAsync<ArtifactException>(() => store.Artifacts.ReadAsync(Artifact, default));
        Assert.Contains(expected, fault.Message);
        AssertHelpful(fault, server.Port);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_passing_fault()
    {
        await using var server = new FakeServer(_ => "");
        using AzureStore store = Open(server.Port, TimeSpan.FromMilliseconds(100));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Logs.LastAsync(Some.Run, default));
        Assert.Contains("in time", fault.Message);
        AssertHelpful(fault, server.Port);
    }

    [Theory]
    [InlineData("Content-Length: 3\r\n\r\nab")]
    [InlineData("Content-Length: 99\r\nContent-Range: bytes 0-2/3\r\n\r\nab")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nnonsense")]
    public async Task An_answer_that_breaks_off_is_a_passing_fault(string rest)
    {
        await using var server = new FakeServer(request => request.StartsWith("GET", StringComparison.Ordinal)
            ? $"HTTP/1.1 206 Partial\r\nConnection: close\r\nETag: \"1\"\r\n{rest}"
            : FakeServer.Answer(201, "ETag: \"1\"", ""));
        using AzureStore store = Open(server.Port);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Artifacts.ReadAsync(Artifact, default));
    }

    [Fact]
    public async Task A_size_that_the_server_invents_is_not_believed()
    {
        await using var server = new FakeServer(request => request.StartsWith("GET", StringComparison.Ordinal)
            ? FakeServer.Answer(206, "ETag: \"1\"\r\nContent-Range: bytes 0-2/9223372036854775807", "abc")
            : FakeServer.Answer(request.StartsWith("PUT", StringComparison.Ordinal) ? 201 : 202, "ETag: \"1\"", ""));
        using AzureStore store = Open(server.Port);
        await Assert.ThrowsAnyAsync<ArtifactException>(() => store.Artifacts.ReadAsync(Artifact, default));
    }

    [Fact]
    public async Task A_wrong_key_is_a_lasting_fault_without_the_key()
    {
        AzuriteServer server = await AzuriteServer.Shared;
        string wrong = Convert.ToBase64String(new byte[64]);
        var options = new AzureStoreOptions { ConnectionString = server.ConnectionString.Replace(AzuriteServer.Secret, wrong, StringComparison.Ordinal) };
        using var store = new AzureStore(new Uri(server.Container("wrong-key")), options, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<ArtifactException>(() => store.Logs.ListAsync(default));
        Assert.Contains("refuses access", fault.Message);
        Assert.DoesNotContain(wrong, fault.ToString());
    }

    [Fact]
    public async Task A_token_is_good_for_what_it_allows_and_appears_in_no_message()
    {
        await using AzureTestStore owner = await AzureTestStore.OpenAsync();
        ArtifactRef artifact = await owner.WriteAsync("abc");
        Uri signed = owner.Raw.GenerateSasUri(BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List, DateTimeOffset.UtcNow.AddHours(1));
        var options = new AzureStoreOptions { SasToken = signed.Query, CacheFolder = owner.CacheFolder, CacheBytes = 0 };
        using var store = new AzureStore(owner.Raw.Uri, options, TimeProvider.System);
        Assert.Equal("abc"u8.ToArray(), (await store.Artifacts.ReadAsync(artifact, default)).ToArray());

        var refused = await Assert.ThrowsAsync<ArtifactException>(() => store.Artifacts.WriteAsync(MediaTypes.Json, (_, _) => Task.CompletedTask, default));
        Assert.Contains("Rampart__Azure__SasToken", refused.Message);
        Assert.DoesNotContain("sig=", refused.ToString());
        Assert.DoesNotContain("sig=", options.ToString());
    }

    [Fact]
    public async Task A_container_that_a_token_may_not_create_is_named_as_missing()
    {
        AzuriteServer server = await AzuriteServer.Shared;
        Uri signed = new BlobContainerClient(server.ConnectionString, "never-created").GenerateSasUri(BlobContainerSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1));
        using var store = new AzureStore(new Uri(server.Container("never-created")), new AzureStoreOptions { SasToken = signed.Query }, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<ArtifactException>(() => store.Logs.LastAsync(Some.Run, default));
        Assert.Contains("does not exist", fault.Message);
        Assert.Contains("Create the container", fault.Message);
    }

    // A real server quotes the request and its signature in what it answers.
    static FakeServer Always(int status, string code) => new(_ => FakeServer.Answer(
        status,
        $"x-ms-error-code: {code}",
        $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>SharedKey {Secret} sig={Secret}</Message></Error>"));
}
