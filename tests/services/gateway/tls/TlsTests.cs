using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rampart.Hosting;

namespace Rampart.Gateway.Tests.Tls;

/// <summary>A gateway with a certificate of its own.</summary>
public sealed class TlsTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-tls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task With_a_certificate_it_speaks_tls_and_nothing_else()
    {
        (string file, string keyFile, string thumbprint) = Write();
        await using GatewayHost gateway = await GatewayHost.StartAsync(options => options with { CertificateFile = file, CertificateKeyFile = keyFile });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint };
        using var https = new HttpClient(handler) { BaseAddress = new UriBuilder(gateway.Http.BaseAddress!) { Scheme = "https" }.Uri };
        Assert.Equal(HttpStatusCode.OK, (await https.GetAsync("/health/live")).StatusCode);
        await GatewayHost.ProblemAsync(HttpStatusCode.Unauthorized, await https.GetAsync("/v1/runs"));
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.Http.GetAsync("/health/live"));
    }

    [Fact]
    public async Task A_certificate_that_is_none_ends_the_start_with_its_place()
    {
        string file = Path.Combine(_folder.FullName, "none.pem");
        await File.WriteAllTextAsync(file, "no certificate");
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => GatewayHost.StartAsync(options => options with { CertificateFile = file }));
        Assert.Contains(file, refused.Message);
    }

    (string File, string KeyFile, string Thumbprint) Write()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=gateway", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string file = Path.Combine(_folder.FullName, "tls.crt"), keyFile = Path.Combine(_folder.FullName, "tls.key");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile, certificate.Thumbprint);
    }
}
