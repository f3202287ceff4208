using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Rampart.Testing;

/// <summary>
/// A RabbitMQ node of this test process, started by infra/local/rabbitmq.sh. It ends with the process, however that ends, and its folder too. Virtual hosts
/// keep tests apart: they exist from the start, since making one while the node runs takes longer than many a test.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    const int Attempts = 5, SharedVirtualHosts = 80;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    static readonly Lazy<Task<RabbitMqServer>> SharedServer = new(() => StartAsync(virtualHosts: SharedVirtualHosts));
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-rabbitmq-");
    Process? _keeper;
    int _virtualHosts;
    int _taken;

    RabbitMqServer(int port) => Port = port;

    /// <summary>The server that the tests of an assembly share, each in a virtual host of its own.</summary>
    public static Task<RabbitMqServer> Shared => SharedServer.Value;

    /// <summary>The port on 127.0.0.1; the three that follow belong to the server too, the last of them for settings that need one.</summary>
    public int Port { get; }

    /// <summary>The default virtual host.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{Port}/");

    /// <summary>Starts a server and waits until it can be used.</summary>
    /// <param name="settings">Further settings, as in rabbitmq.conf; made from the server's port.</param>
    /// <param name="virtualHosts">How many virtual hosts there are to take besides the default one.</param>
    /// <param name="advanced">Settings that rabbitmq.conf does not know, as in advanced.config.</param>
    public static async Task<RabbitMqServer> StartAsync(Func<int, string>? settings = null, int virtualHosts = 0, string? advanced = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            var server = new RabbitMqServer(FreePorts.Find(count: 4)) { _virtualHosts = virtualHosts };
            try
            {
                server.WriteSettings(settings?.Invoke(server.Port) ?? "", advanced ?? "[].");
                await server.RestartAsync();
                return server;
            }
            catch (BrokerUnreachableException) when (attempt < Attempts)
            {
                // Somebody else took one of the ports in between.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>A virtual host that no other test uses.</summary>
    public Uri TakeVirtualHost()
    {
        int next = Interlocked.Increment(ref _taken);
        return next <= _virtualHosts ? new Uri(Uri, $"v{next}") : throw new InvalidOperationException("Every virtual host is taken: start the server with more of them.");
    }

    /// <summary>Starts the node again after <see cref="KillAsync"/>, with the same data.</summary>
    public async Task RestartAsync()
    {
        // The keeper ends with the node. When its own input ends, so at the latest with this process, it kills the node and everything the
        // node has started, and removes the folder unless it was told to keep it.
        const string keep = """
            exec 2>/dev/null 3<&0
            folder=$1; shift
            setsid "$@" >/dev/null 2>&1 3<&- & node=$!
            { last=$(cat <&3); kill -KILL -- -$node; [ "$last" = keep ] || rm -rf "$folder"; } &
            wait $node
            """;
        string script = Path.Combine(RepositoryFolder.Root, "infra/local/rabbitmq.sh");
        var start = new ProcessStartInfo(
            "bash", ["-c", keep, "bash", _folder.FullName, script, Port.ToString(CultureInfo.InvariantCulture), NodeFolder, SettingsFile])
        {
            RedirectStandardInput = true,
        };
        _keeper = Process.Start(start)!;
        await ReadyAsync();
    }

    /// <summary>Ends the node as a power failure would; its data stays.</summary>
    public async Task KillAsync()
    {
        await _keeper!.StandardInput.WriteAsync("keep");
        await EndAsync();
    }

    /// <summary>Runs <c>rabbitmqctl</c> on the node and returns what it says.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["--quiet", .. arguments])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["HOME"] = NodeFolder,
                ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
                ["RABBITMQ_NODENAME"] = $"rampart-{Port}@localhost",
                ["ERL_EPMD_PORT"] = (Port + 2).ToString(CultureInfo.InvariantCulture),
            },
        };
        using Process control = Process.Start(start)!;
        string output = await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        return control.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} failed: {output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is null)
        {
            _folder.Delete(recursive: true);
            return;
        }
        await EndAsync();
    }

    async Task EndAsync()
    {
        _keeper!.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _keeper = null;
    }

    string NodeFolder => Path.Combine(_folder.FullName, "node");

    string SettingsFile => Path.Combine(_folder.FullName, "extra.conf");

    void WriteSettings(string settings, string advanced)
    {
        Directory.CreateDirectory(NodeFolder);
        File.WriteAllText(Path.Combine(NodeFolder, "advanced.config"), advanced);
        string definitions = Path.Combine(_folder.FullName, "definitions.json");
        string[] hosts = ["/", .. Enumerable.Range(1, _virtualHosts).Select(i => $"v{i}")];
        File.WriteAllText(definitions, JsonSerializer.Serialize(new
        {
            users = new[] { new { name = "guest", password = "guest", tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" }),
        }));
        File.WriteAllText(SettingsFile, new StringBuilder().AppendLine(settings).AppendLine($"load_definitions = {definitions}").ToString());
    }

    async Task ReadyAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var factory = new ConnectionFactory { Uri = Uri };
        while (true)
        {
            try
            {
                await using IConnection connection = await factory.CreateConnectionAsync(patience.Token);
                return;
            }
            catch (BrokerUnreachableException) when (!_keeper!.HasExited)
            {
                await Task.Delay(Pause, patience.Token);
            }
        }
    }
}
