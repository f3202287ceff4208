using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Rampart.Browser.Tests;

/// <summary>A browser without a window, with a profile of its own that vanishes with it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    readonly string _profile = Directory.CreateTempSubdirectory("rampart-chromium-").FullName;
    Process? _process;
    DevTools? _tools;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // As root it has no sandbox; what it loads here are our own pages.
        _process = Process.Start(new ProcessStartInfo("chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("There is no browser: infra/setup.sh --browser installs one.");
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        string[] port = await PortAsync(Path.Combine(_profile, "DevToolsActivePort"));
        _tools = await DevTools.ConnectAsync(new Uri($"ws://127.0.0.1:{port[0]}{port[1]}"));
    }

    /// <summary>Opens an address in a tab of its own.</summary>
    /// <param name="address">The page.</param>
    /// <param name="width">The width of the view, in CSS pixels.</param>
    /// <param name="dark">Whether the reader wants dark pages.</param>
    internal Task<Visit> VisitAsync(Uri address, int width = 1280, bool dark = false) => Visit.BeginAsync(_tools!, address, width, dark);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.AskAsync("Browser.close", new JsonObject());
            await _tools.DisposeAsync();
        }
        if (_process is not null)
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
            _process.Dispose();
        }
        Directory.Delete(_profile, recursive: true);
    }

    async Task<string[]> PortAsync(string file)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"chromium ended at once, with {_process.ExitCode}.");
            }
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, patience.Token) is { Length: 2 } lines)
            {
                return lines;
            }
            await Task.Delay(Pause, patience.Token);
        }
    }
}
