using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Bus.RabbitMq;

/// <summary>How to connect to the broker that the options name; the bus and the tools that look at queues use the same.</summary>
public sealed class BrokerConnection
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);
    readonly ConnectionFactory _factory = new();
    readonly X509Certificate2Collection _authorities = [];

    /// <summary>Reads the options; connects to nothing yet.</summary>
    /// <exception cref="BusException">They name no broker, or can't be used together.</exception>
    public BrokerConnection(BusOptions options)
    {
        if (options.Uri is not { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" } uri)
        {
            throw new BusException("Rampart__Bus__Uri names no broker. Write amqp://HOST:PORT/VHOST, or amqps://HOST:PORT/VHOST for TLS.");
        }
        try
        {
            _factory.Uri = uri;
        }
        catch (ArgumentException e)
        {
            throw new BusException($"Rampart__Bus__Uri names the host {uri.Host}, but is not of the form amqp://HOST:PORT/VHOST: {e.Message}", e);
        }
        _factory.UserName = options.User ?? _factory.UserName;
        _factory.Password = options.Password ?? _factory.Password;
        if (options.CaFile is { } file)
        {
            ReadAuthorities(file);
        }
        Apply(_factory);
    }

    /// <summary>The host that the broker runs on.</summary>
    public string Host => _factory.HostName;

    /// <summary>The port that it listens on.</summary>
    public int Port => _factory.Port;

    /// <summary>Host, port and virtual host, without secrets.</summary>
    public string Name => $"{_factory.HostName}:{_factory.Port}/{(_factory.VirtualHost == "/" ? "" : _factory.VirtualHost)}";

    /// <summary>The address as MassTransit writes it, without secrets.</summary>
    internal Uri Address => new UriBuilder("rabbitmq", _factory.HostName, _factory.Port, _factory.VirtualHost == "/" ? "/" : Uri.EscapeDataString(_factory.VirtualHost)).Uri;

    /// <summary>Connects.</summary>
    /// <param name="name">What the broker shows for the connection.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BusException">The broker does not answer, or refuses.</exception>
    public async Task<IConnection> OpenAsync(string name, CancellationToken cancellation)
    {
        IConnection? connection = null;
        try
        {
            connection = await _factory.CreateConnectionAsync(name, cancellation);
            // A virtual host that the broker refuses shows only when the connection is used (RabbitMQ.Client 7.1).
            await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            return connection;
        }
        catch (Exception e) when (e is BrokerUnreachableException or RabbitMQClientException)
        {
            connection?.Dispose();
            throw new BusException($"The broker {Name} can't be used: {Cause(e)}", e);
        }
    }

    /// <summary>Why the broker can't be used now; null when it can.</summary>
    internal async Task<string?> RefusalAsync(CancellationToken cancellation)
    {
        try
        {
            await using IConnection connection = await OpenAsync("rampart probe", cancellation);
            return null;
        }
        catch (BusException e)
        {
            return e.Message;
        }
    }

    /// <summary>Makes another factory's connections like these.</summary>
    internal void Apply(ConnectionFactory factory)
    {
        factory.UserName = _factory.UserName;
        factory.Password = _factory.Password;
        factory.VirtualHost = _factory.VirtualHost;
        factory.RequestedHeartbeat = Heartbeat;
        // Whoever uses the connection makes a new one, with a new state, when it breaks.
        factory.AutomaticRecoveryEnabled = false;
        factory.TopologyRecoveryEnabled = false;
        factory.Ssl = new SslOption(_factory.HostName, enabled: _factory.Ssl.Enabled)
        {
            Version = SslProtocols.None, // what the system allows
            AcceptablePolicyErrors = SslPolicyErrors.None,
            CertificateValidationCallback = _authorities.Count > 0 ? IsSignedByAuthority : null,
        };
    }

    void ReadAuthorities(string file)
    {
        if (!_factory.Ssl.Enabled)
        {
            throw new BusException("Rampart__Bus__CaFile is for TLS only. Write amqps:// in Rampart__Bus__Uri, or leave it out.");
        }
        try
        {
            _authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BusException($"Rampart__Bus__CaFile: {e.Message} It must be a readable file with PEM certificates.", e);
        }
        if (_authorities.Count == 0)
        {
            throw new BusException($"Rampart__Bus__CaFile: {file} holds no certificate. It must be a file with PEM certificates.");
        }
    }

    // Host name and everything else were checked already; only that the machine does not know the authority is forgiven.
    bool IsSignedByAuthority(object sender, X509Certificate? certificate, X509Chain? _, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 presented || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority seldom publishes revocations
        return chain.Build(presented);
    }

    static string Cause(Exception e) => e.GetBaseException() switch
    {
        OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.NotAllowed } reason } =>
            $"it says \"{reason.ReplyText}\". Check the virtual host, which is the path in Rampart__Bus__Uri, and what the user may do there.",
        AuthenticationFailureException or PossibleAuthenticationFailureException =>
            "it refuses user or password. Set Rampart__Bus__User and Rampart__Bus__Password.",
        AuthenticationException tls => $"TLS failed: {tls.Message} Check the certificate, and Rampart__Bus__CaFile if a private authority signed it.",
        { } other => $"{other.Message} Is it running, and is Rampart__Bus__Uri right?",
    };
}
