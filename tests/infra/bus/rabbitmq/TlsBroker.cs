using System.Diagnostics;
using Rampart.Testing;

namespace Rampart.Bus.Tests.RabbitMq;

/// <summary>A broker that speaks TLS with a certificate of a private authority, and has a user and a virtual host of odd names.</summary>
public sealed class TlsBroker : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-tls-");
    RabbitMqServer _server = null!;

    public async Task InitializeAsync()
    {
        await OpenSsl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout authority.key -out authority.pem");
        await OpenSsl("req -newkey rsa:2048 -nodes -subj /CN=broker -keyout server.key -out server.csr");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "names"), "subjectAltName=DNS:localhost");
        await OpenSsl("x509 -req -days 2 -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile names -out server.pem");
        await OpenSsl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=another -keyout another.key -out another.pem");
        _server = await RabbitMqServer.StartAsync(port => $"""
            listeners.ssl.local = 127.0.0.1:{port + 3}
            ssl_options.cacertfile = {In("authority.pem")}
            ssl_options.certfile = {In("server.pem")}
            ssl_options.keyfile = {In("server.key")}
            ssl_options.verify = verify_none
            """);
        await _server.ControlAsync("add_vhost", "ram/part");
        await _server.ControlAsync("add_user", "worker@home", "p:w/d");
        await _server.ControlAsync("set_permissions", "--vhost", "ram/part", "worker@home", ".*", ".*", ".*");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The port that speaks TLS.</summary>
    public int Port => _server.Port + 3;

    /// <summary>The path of one of the files: <c>authority.pem</c> signed the certificate, <c>another.pem</c> did not.</summary>
    public string In(string file) => Path.Combine(_folder.FullName, file);

    async Task OpenSsl(string arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = _folder.FullName, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
