using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Rampart.Testing;

/// <summary>A blob server of this test process, started by infra/local/azurite.sh. It ends with the process, however that ends.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    const string Account = "devstoreaccount1";

    // The emulator's key is public and the same everywhere.
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Pause = TimeSpan.FromMilliseconds(50);
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-azurite-");
    Process? _keeper;

    AzuriteServer(int port) => Port = port;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The account with its key.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{Port}/{Account};";

    /// <summary>The address of a container, which need not exist.</summary>
    public string Container(string name) => $"http://127.0.0.1:{Port}/{Account}/{name}";

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<AzuriteServer> StartAsync()
    {
        var server = new AzuriteServer(RabbitMqPorts.Find(count: 1));
        await server.RestartAsync();
        return server;
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>, with the same data.</summary>
    public async Task RestartAsync()
    {
        const string keep = """exec 3<&0; setsid "$@" >/dev/null 2>&1 3<&- & node=$!; { cat <&3 >/dev/null; kill -KILL -- -$node; } & wait $node""";
        string script = Path.Combine(RepositoryFolder.Root, "infra/local/azurite.sh");
        var start = new ProcessStartInfo("bash", ["-c", keep, "bash", script, Port.ToString(CultureInfo.InvariantCulture), _folder.FullName])
        {
            RedirectStandardInput = true,
        };
        _keeper = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync(patience.Token))
        {
            await Task.Delay(Pause, patience.Token);
        }
    }

    /// <summary>Ends the server as a power failure would.</summary>
    public async Task KillAsync()
    {
        if (_keeper is null)
        {
            return;
        }
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _keeper = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port, cancellation);
            return true;
        }
        catch (SocketException) when (!_keeper!.HasExited)
        {
            return false;
        }
    }
}
