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

    // The first start on a machine installs the server.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Pause = TimeSpan.FromMilliseconds(20);
    const int Attempts = 5;
    static readonly Lazy<Task<AzuriteServer>> SharedServer = new(() => StartAsync(shared: true));
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-azurite-");
    readonly bool _shared;
    Process? _keeper;

    AzuriteServer(int port, bool shared) => (Port, _shared) = (port, shared);

    /// <summary>The server that the tests of an assembly share, each in a container of its own.</summary>
    public static Task<AzuriteServer> Shared => SharedServer.Value;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The account with its key.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{Port}/{Account};";

    /// <summary>What is secret in <see cref="ConnectionString"/>.</summary>
    public static string Secret => Key;

    /// <summary>The address of a container, which need not exist.</summary>
    public string Container(string name) => $"http://127.0.0.1:{Port}/{Account}/{name}";

    /// <summary>Starts a server and waits until it answers.</summary>
    public static Task<AzuriteServer> StartAsync() => StartAsync(shared: false);

    static async Task<AzuriteServer> StartAsync(bool shared)
    {
        for (int attempt = 1; ; attempt++)
        {
            var server = new AzuriteServer(FreePorts.Find(count: 1), shared);
            try
            {
                await server.RestartAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else took the port in between.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>, with the same data.</summary>
    public async Task RestartAsync()
    {
        // The keeper has a session of its own: whatever ends this process, even a signal to its whole group, it sees the end of its input.
        const string keep = """
            exec 3<&0 >>"$1/log" 2>&1
            folder=$1 shared=$2; shift 2
            setsid "$@" 3<&- & server=$!
            { cat <&3 >/dev/null; kill -KILL -- -$server; [ $shared = False ] || rm -rf "$folder"; } & wait $server
            """;
        string script = Path.Combine(RepositoryFolder.Root, "infra/local/azurite.sh"), port = Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["bash", "-c", keep, "bash", _folder.FullName, $"{_shared}", script, port, Path.Combine(_folder.FullName, "data")];
        _keeper = Process.Start(new ProcessStartInfo("setsid", arguments) { RedirectStandardInput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync(patience.Token))
        {
            await Task.Delay(Pause, patience.Token);
        }
    }

    /// <summary>Ends the server at once (kill -9). What it has acknowledged is there again after <see cref="RestartAsync"/>.</summary>
    public async Task KillAsync()
    {
        if (_keeper is not { } keeper)
        {
            return;
        }
        _keeper = null;
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    string Log => Path.Combine(_folder.FullName, "log");

    async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (_keeper!.HasExited)
        {
            throw new InvalidOperationException($"The blob server ended: {File.ReadAllText(Log)}");
        }
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
