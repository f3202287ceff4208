using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Rampart.Bus;
using RabbitMQ.Client;

namespace Rampart.Hosting;

/// <summary>How a broker is reached without MassTransit, which would try again for ever.</summary>
static class BrokerAccess
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>One attempt to connect.</summary>
    public static Task<IConnection> ConnectAsync(BusOptions options, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Uri!,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Patience,
            ClientProvidedName = "rampart check",
        };
        factory.UserName = options.User ?? factory.UserName;
        factory.Password = options.Password ?? factory.Password;
        if (options.CaFile is { } file)
        {
            factory.Ssl.CertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(file, certificate, chain, errors);
        }
        return factory.CreateConnectionAsync(cancellation);
    }

    static bool IsTrusted(string file, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        return chain.Build(new X509Certificate2(certificate));
    }
}
