using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Rampart.Bus;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Hosting;

/// <summary>Whether the broker can be reached and lets this user into the virtual host, and which version it has.</summary>
sealed class BrokerProbe(RampartOptions options) : Probe
{
    const string VersionProperty = "version";

    protected override async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        if (options.Bus.Uri is not { } uri)
        {
            return "none configured: `rampart run` needs none; --bus or Rampart__Bus__Uri names one for the other commands";
        }
        try
        {
            await using IConnection connection = await BrokerAccess.ConnectAsync(options.Bus, cancellation);
            object? version = connection.ServerProperties?.TryGetValue(VersionProperty, out object? found) == true ? found : null;
            return $"RabbitMQ {(version is byte[] text ? Encoding.UTF8.GetString(text) : "of unknown version")} at {Place(uri)} lets us in";
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or IOException or ArgumentException or UriFormatException)
        {
            throw Explain(e, uri);
        }
    }

    static ProbeException Explain(Exception exception, Uri uri)
    {
        string at = $"The broker at {Place(uri)}";
        Exception cause = exception.InnerException is AggregateException { InnerExceptions: [var first, ..] } ? first : exception.InnerException ?? exception;
        string says = Innermost(cause).Message;
        return cause switch
        {
            AuthenticationFailureException or PossibleAuthenticationFailureException => new ProbeException(
                $"{at} refuses user and password.", "Set Rampart__Bus__User and Rampart__Bus__Password to a user of the broker (rabbitmqctl add_user, or its definitions).", inner: exception),
            OperationInterruptedException => new ProbeException(
                $"{at} does not let the user into the virtual host {Host(uri)}: {says}", "Create it and permit the user (rabbitmqctl add_vhost, set_permissions), or name another after the port in the URI.", inner: exception),
            AuthenticationException => new ProbeException(
                $"{at} has a certificate that is not trusted: {says}", "Set Rampart__Bus__CaFile to the certificate (PEM) of the authority that signed it; the URI must name the host in it.", inner: exception),
            FileNotFoundException => new ProbeException(says, "Correct Rampart__Bus__CaFile.", inner: exception),
            ArgumentException or UriFormatException => new ProbeException(
                $"{uri} is not a broker's address: {says}", "Write amqp://HOST:5672/VHOST, or amqps://HOST:5671/VHOST for TLS.", inner: exception),
            _ => new ProbeException($"{at} can't be reached: {says}", "See that it runs, that host and port are right, and that no firewall is in between.", inner: exception),
        };
    }

    static string Place(Uri uri) => $"{uri.Host}:{(uri.Port > 0 ? uri.Port : uri.Scheme == "amqps" ? 5671 : 5672)}";

    static string Host(Uri uri) => uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "/";

    static Exception Innermost(Exception exception) => exception.InnerException is { } inner && exception is not SocketException ? Innermost(inner) : exception;
}
