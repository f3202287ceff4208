using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace Rampart.Deploy.Tests;

/// <summary>Connections to the broker as one of its users.</summary>
static class BrokerClient
{
    /// <summary>Connects over TLS; the broker's certificate must be the one of the test, and for its address.</summary>
    public static async Task<IConnection> ConnectAsync(DeployedBroker broker, string user, string password)
    {
        using X509Certificate2 expected = X509CertificateLoader.LoadCertificateFromFile(broker.CaFile);
        var factory = new ConnectionFactory { Uri = broker.Uri, UserName = user, Password = password };
        factory.Ssl.CertificateValidationCallback = (_, certificate, _, errors) =>
            errors is SslPolicyErrors.RemoteCertificateChainErrors && expected.Equals(certificate);
        return await factory.CreateConnectionAsync();
    }
}
