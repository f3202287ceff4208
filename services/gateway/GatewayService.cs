using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Rampart.Gateway.Artifacts;
using Rampart.Gateway.Audit;
using Rampart.Gateway.Description;
using Rampart.Gateway.Faults;
using Rampart.Gateway.Journal;
using Rampart.Gateway.Models;
using Rampart.Gateway.Problems;
using Rampart.Gateway.Runs;
using Rampart.Gateway.Triggers;
using Rampart.Gateway.Webhooks;
using Rampart.Hosting;

namespace Rampart.Gateway;

/// <summary>The gateway's place in the web server: its limits, what every request passes, its endpoints.</summary>
sealed class GatewayService(GatewayOptions options) : IWebService
{
    const string ApiPath = "/v1";
    const int MostConnections = 2000, LargestHeaders = 16 << 10;
    static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = options.BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        if (Certificate() is { } certificate)
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = certificate));
        }
    }

    public void Use(WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPath), api => api.UseMiddleware<AuditLog>());
        app.UseExceptionHandler();
        app.Use(StatusProblems.InvokeAsync);
        app.Use(SetSafeHeaders);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRequestTimeouts();
        app.MapSubmit();
        app.MapRuns();
        app.MapReports();
        app.MapArtifacts();
        app.MapModels();
        app.MapFaults();
        app.MapJournal();
        app.MapTriggers();
        app.MapWebhooks();
        app.MapDescription();
    }

    // Answers are data: no browser should guess their type, frame them, or tell others where they came from.
    static Task SetSafeHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }

    (X509Certificate2 Own, X509Certificate2Collection Chain)? Certificate()
    {
        if (options.CertificateFile is not { } file)
        {
            return null;
        }
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            return (X509Certificate2.CreateFromPemFile(file, options.CertificateKeyFile), chain);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new ConfigurationException(
                $"The certificate {file} can't be used: {e.Message} Correct Rampart__Gateway__CertificateFile and Rampart__Gateway__CertificateKeyFile (both PEM).", e);
        }
    }
}
