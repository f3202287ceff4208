using System.Net.Http.Headers;
using Rampart.Contracts;
using Rampart.Gateway.Runs;

namespace Rampart.Cli.Gateway;

/// <summary>Submits a pipeline through a gateway: its text goes there as it is, and the data that it names is read there.</summary>
static class GatewaySubmission
{
    /// <summary>Returns the run that was begun, or goes on.</summary>
    public static async Task<RunSubmitted> SubmitAsync(
        GatewayClient gateway, string file, IEnumerable<string> overrides, bool fresh, int priority, CancellationToken cancellation)
    {
        byte[] yaml;
        try
        {
            yaml = await File.ReadAllBytesAsync(file, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} can't be read: {e.Message}");
        }
        using var content = new ByteArrayContent(yaml) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypes.Yaml) } };
        string query = string.Concat(overrides.Select(change => $"&set={Uri.EscapeDataString(change)}"));
        return await gateway.SendAsync<RunSubmitted>(HttpMethod.Post, $"v1/runs?fresh={(fresh ? "true" : "false")}&priority={priority}{query}", content, cancellation);
    }
}
