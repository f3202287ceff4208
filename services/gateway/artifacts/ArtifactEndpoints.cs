using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Gateway.Endpoints;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Artifacts;

/// <summary>Artifacts by their digests.</summary>
static class ArtifactEndpoints
{
    const string Forever = "private, max-age=31536000, immutable";

    // What a browser would run is not among them.
    static readonly string[] Known = [MediaTypes.Safetensors, MediaTypes.Json, MediaTypes.JsonLines, MediaTypes.Yaml, MediaTypes.Binary];

    public static void MapArtifacts(this IEndpointRouteBuilder endpoints) => endpoints.MapMethods("/v1/artifacts/{digest}", [HttpMethods.Get], ReadAsync)
        .WithMetadata(new DisableRequestTimeoutAttribute())
        .Needs(ApiScope.Read, StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable)
        .Produces(StatusCodes.Status200OK, contentType: MediaTypes.Binary).Produces(StatusCodes.Status206PartialContent, contentType: MediaTypes.Binary).Produces(StatusCodes.Status304NotModified)
        .Is("ReadArtifact", "artifacts", "The bytes of an artifact, or a range of them. ?type= says what a reference calls them, where the store does not.");

    static async Task<FileStreamHttpResult> ReadAsync(HttpContext context, string digest, IBlobStreams blobs, CancellationToken cancellation, string? type = null)
    {
        if (type is not null && !Known.Contains(type))
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"\"{type}\" is not a media type of artifacts.", "type", $"Give one of {string.Join(", ", Known)}.");
        }
        StoredBlob blob = (Digest.IsValid(digest) ? await blobs.OpenAsync(digest, cancellation) : null) ?? throw new RequestException(
            StatusCodes.Status404NotFound, "There is no such artifact.", context.Request.Path, "Take the digest (64 lowercase hexadecimal digits) from a run's outputs.");
        context.Response.Headers.CacheControl = Forever;
        context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(digest))}:";
        string found = Known.Contains(blob.MediaType) ? blob.MediaType! : type ?? MediaTypes.Binary;
        return TypedResults.Stream(blob.Content, found, entityTag: new EntityTagHeaderValue($"\"{digest}\""), enableRangeProcessing: true);
    }
}
