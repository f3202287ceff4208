using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rampart.Gateway.Problems;

namespace Rampart.Gateway.Keys;

/// <summary>Lets in whoever presents a key: <c>Authorization: Bearer KEY</c>, <c>X-Api-Key: KEY</c>, and on webhooks <c>?code=KEY</c>.</summary>
sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header for clients whose <c>Authorization</c> is taken.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The parameter of webhooks: whoever delivers events often can't set headers.</summary>
    public const string QueryName = "code";

    const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented() is not { Length: > 0 } presented)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }
        if (keys.Find(presented) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is not known."));
        }
        Claim[] claims = [new(ClaimTypes.NameIdentifier, key.Id), .. ApiScopes.All.Where(scope => key.Scopes.Include(scope)).Select(scope => new Claim(ScopeClaim.Type, ApiScopes.Word(scope)))];
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName, ClaimTypes.NameIdentifier, roleType: null));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(
            StatusCodes.Status401Unauthorized, Presented() is { Length: > 0 } ? "The key is not known." : "There is no key.", Request.Path,
            $"Send a key of this gateway as `Authorization: Bearer KEY` or `{Header}: KEY`.").WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        IEnumerable<string> needed = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>() ?? [];
        return Problem.Of(
            StatusCodes.Status403Forbidden, $"Key {Context.User.Identity?.Name} has not the scope {string.Join(", ", needed)}.", Request.Path,
            "Use a key that has it, or have whoever operates the gateway give it to this one.").WriteAsync(Context);
    }

    string? Presented()
    {
        string? authorization = Request.Headers.Authorization;
        if (authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true)
        {
            return authorization[Bearer.Length..].Trim();
        }
        if (Request.Headers[Header] is [{ } header])
        {
            return header;
        }
        return Context.GetEndpoint()?.Metadata.GetMetadata<KeyInQuery>() is not null && Request.Query[QueryName] is [{ } code] ? code : null;
    }
}

/// <summary>Marks endpoints that take the key from the query too.</summary>
sealed record KeyInQuery;

/// <summary>The claim that says what a key may do.</summary>
static class ScopeClaim
{
    public const string Type = "scope";
}
