using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Hosting;

namespace Rampart.Gateway.Problems;

/// <summary>What the gateway answers instead of what was asked for (RFC 9457).</summary>
/// <param name="Type">Names the kind of problem for programs.</param>
/// <param name="Title">The kind of problem for people.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Where">Where it is wrong: the path, the parameter, the place in a file.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Trace">Finds the error in the gateway's log; only for those that are its own.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Where, string Fix,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Trace = null)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    const int LongestText = 8000, RetryAfterSeconds = 5;

    static readonly JsonSerializerOptions Json = new(GatewayJson.Options) { WriteIndented = true };

    /// <summary>A problem of the kind that the status code says.</summary>
    public static Problem Of(int status, string what, string where, string fix)
    {
        string title = ReasonPhrases.GetReasonPhrase(status);
        return new Problem($"urn:rampart:problem:{title.ToLowerInvariant().Replace(' ', '-')}", title, status, what, where, fix);
    }

    /// <summary>Writes it, without secrets, as the answer.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        SecretMask mask = context.RequestServices.GetRequiredService<SecretMask>();
        context.Response.StatusCode = Status;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        if (Status is StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        }
        Problem shown = this with { Detail = Shown(mask, Detail), Where = Shown(mask, Where), Fix = Shown(mask, Fix) };
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(shown, Json), context.RequestAborted);
        }
    }

    // Masked first: of a secret that is cut no mask knows the rest.
    static string Shown(SecretMask mask, string text) => mask.Apply(text) is var masked && masked.Length <= LongestText ? masked : masked[..LongestText] + "...";
}
